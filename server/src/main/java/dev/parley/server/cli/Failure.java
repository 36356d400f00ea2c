package dev.parley.server.cli;

/** Ends a command with exit code 1 and its message as the one line that is shown. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }
}
