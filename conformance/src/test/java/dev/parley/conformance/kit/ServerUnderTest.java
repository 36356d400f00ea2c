package dev.parley.conformance.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A running server, whatever started it. Safe for use by many threads. */
public interface ServerUnderTest extends AutoCloseable {
  String host();

  int port();

  /** In front of {@code /app} and {@code /apps}; mostly empty. */
  String pathPrefix();

  /** What its admin API asks for; of servers that a test may administer. */
  default String adminToken() {
    throw new IllegalStateException("this server cannot be administered from here");
  }

  /**
   * Sends all clients away for a restart, spread over a time. For servers in this process; one of
   * its own is sent a signal, and a proxy has no clients.
   *
   * @return completes when they have gone
   */
  default CompletableFuture<Void> drain(Duration over) {
    throw new IllegalStateException("this server cannot be drained from here");
  }

  /**
   * Stops it and starts another on the same port and the same data; for servers in this process.
   */
  default void restart() {
    throw new IllegalStateException("this server cannot be started anew from here");
  }

  /** Stops it and removes what it left behind. */
  @Override
  void close();
}
