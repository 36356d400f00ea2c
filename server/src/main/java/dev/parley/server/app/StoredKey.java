package dev.parley.server.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair of the store.
 *
 * @param secret never logged
 * @param retiredAt since when it is refused; null while it is accepted
 */
record StoredKey(String key, String secret, Instant createdAt, @Nullable Instant retiredAt) {
  boolean isActive() {
    return retiredAt == null;
  }

  @Override
  public String toString() {
    return "StoredKey[" + key + "]";
  }
}
