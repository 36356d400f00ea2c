package dev.parley.server.oauth;

/** A provider could not be asked, or what it said cannot be used. The message holds no secret. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  ProviderException(String message) {
    super(message);
  }

  ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
