package dev.parley.server.config;

/**
 * A setting that cannot be used. The message is one line for the operator: which key, what was
 * expected, what was given and where; it never holds a secret.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
