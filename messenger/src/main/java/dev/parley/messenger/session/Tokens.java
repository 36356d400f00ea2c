package dev.parley.messenger.session;

/**
 * What a client holds after signing in or refreshing.
 *
 * @param access shown with every request; lives for minutes
 * @param accessExpiresAt epoch milliseconds
 * @param refresh shown only to get the next pair
 * @param refreshExpiresAt epoch milliseconds, unless it is used before
 */
public record Tokens(
    Caller caller, String access, long accessExpiresAt, String refresh, long refreshExpiresAt) {

  /** Without the tokens. */
  @Override
  public String toString() {
    return "Tokens[%s]".formatted(caller);
  }
}
