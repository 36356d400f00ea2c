package dev.parley.bench.load;

/** The load could not be made as asked: the server refused, hung up or did not answer in time. */
public final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LoadException(String message) {
    super(message);
  }

  public LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
