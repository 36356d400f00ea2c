package dev.parley.channels.app;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One tenant. Immutable; a changed app is a new value from its {@link AppSource}.
 *
 * @param id {@code [A-Za-z0-9_-]{1,64}}; several SDKs insist on digits only, so generated ids are
 * @param name shown to people, 1 to 100 characters
 * @param keys at least one; the first is the oldest active one and signs webhooks
 * @param enabled whether clients and publishers are served (else close code 4003, HTTP 403)
 */
public record App(String id, String name, List<AppKey> keys, boolean enabled, AppOptions options) {
  public App {
    keys = List.copyOf(keys);
    if (!Names.isIdentifier(id)) {
      throw new IllegalArgumentException("app id: expected [A-Za-z0-9_-]{1,64}, got " + id);
    }
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("app " + id + ": name: expected 1..100 characters");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("app " + id + ": keys: expected at least one");
    }
    var seen = new HashSet<String>();
    for (AppKey key : keys) {
      if (!seen.add(key.key())) {
        throw new IllegalArgumentException("app " + id + ": key " + key.key() + " given twice");
      }
    }
  }

  /** An enabled app with one key and default options. */
  public static App of(String id, String key, String secret) {
    return new App(id, id, List.of(new AppKey(key, secret)), true, AppOptions.DEFAULTS);
  }

  public Optional<AppKey> key(String key) {
    for (AppKey candidate : keys) {
      if (candidate.key().equals(key)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  public App withOptions(AppOptions changed) {
    return new App(id, name, keys, enabled, changed);
  }

  public App withEnabled(boolean changed) {
    return new App(id, name, keys, changed, options);
  }
}
