package dev.parley.server.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** Catching up, as the HTTP API reads it and tells of it. */
final class SyncJson {
  private SyncJson() {}

  /**
   * How far a device has come.
   *
   * @param cursor of the last answer
   * @param at the number of the last entry that came by pushes since then
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Reached(@Nullable String cursor, @Nullable Long at) {}
}
