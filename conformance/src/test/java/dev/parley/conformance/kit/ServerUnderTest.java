package dev.parley.conformance.kit;

/** A running server, whatever started it. Safe for use by many threads. */
public interface ServerUnderTest extends AutoCloseable {
  String host();

  int port();

  /** In front of {@code /app} and {@code /apps}; mostly empty. */
  String pathPrefix();

  /** Stops it as an operator would: gracefully. */
  @Override
  void close();
}
