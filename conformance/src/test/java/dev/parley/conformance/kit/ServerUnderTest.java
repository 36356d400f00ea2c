package dev.parley.conformance.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A running server, whatever started it. Safe for use by many threads. */
public interface ServerUnderTest extends AutoCloseable {
  String host();

  int port();

  /** In front of {@code /app} and {@code /apps}; mostly empty. */
  String pathPrefix();

  /**
   * Sends all clients away for a restart, spread over a time.
   *
   * @return completes when they have gone
   */
  CompletableFuture<Void> drain(Duration over);

  /** Stops it and removes what it left behind. */
  @Override
  void close();
}
