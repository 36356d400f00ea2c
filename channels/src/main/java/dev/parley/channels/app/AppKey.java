package dev.parley.channels.app;

import static java.util.Objects.requireNonNull;

/**
 * A key and the secret that signs for it. An app may have several, so that secrets can be rotated
 * without a moment in which clients are refused.
 *
 * @param key public part, {@code [A-Za-z0-9_-]{1,64}}; use lower case, because one official client
 *     lower-cases the whole {@code auth} string
 * @param secret private part, 1 to 256 characters; never logged
 */
public record AppKey(String key, String secret) {
  public AppKey {
    requireNonNull(secret, "secret");
    if (!Names.isIdentifier(key)) {
      throw new IllegalArgumentException("key: expected [A-Za-z0-9_-]{1,64}, got " + key);
    }
    if (secret.isEmpty() || secret.length() > 256) {
      throw new IllegalArgumentException("secret of key " + key + ": expected 1..256 characters");
    }
  }

  /** Shows the key alone; a secret must never reach a log. */
  @Override
  public String toString() {
    return "AppKey[" + key + "]";
  }
}
