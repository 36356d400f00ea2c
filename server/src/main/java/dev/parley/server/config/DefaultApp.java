package dev.parley.server.config;

import dev.parley.channels.app.AppOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about the default app; whatever is null is made up once and kept.
 *
 * @param id from {@code PUSHER_APP_ID}
 * @param key from {@code PUSHER_KEY}
 * @param secret from {@code PUSHER_SECRET}; never logged
 */
public record DefaultApp(
    @Nullable String id, @Nullable String key, @Nullable String secret, AppOptions options) {

  /** Whether nothing at all was said, so that a configured app may serve as the default one. */
  public boolean isUnnamed() {
    return id == null && key == null && secret == null;
  }

  @Override
  public String toString() {
    return "DefaultApp[id=%s, key=%s, options=%s]".formatted(id, key, options);
  }
}
