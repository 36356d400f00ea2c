package dev.parley.channels.protocol;

/**
 * Codes of {@code pusher:error} events and close frames (section 1.4). 4000–4099: do not come back
 * unchanged; 4100–4199: come back after a second or more; 4200–4299: come back at once; 4300–4399:
 * the connection stays open. The 43xx codes never appear in a close frame, since pusher-js would
 * then stop for good.
 */
public enum ErrorCode {
  TLS_ONLY(4000, "this application accepts TLS connections only"),
  UNKNOWN_APP(4001, "no application has this key"),
  APP_DISABLED(4003, "this application is disabled"),
  OVER_QUOTA(4004, "this application has reached its connection quota"),
  PATH_NOT_FOUND(4005, "no such path; connect to /app/KEY"),
  UNSUPPORTED_PROTOCOL(4007, "unsupported protocol version; supported are 4 to 7"),
  NO_PROTOCOL(4008, "no protocol version given; add protocol=7 to the query"),
  UNAUTHORIZED(4009, "connection is not authorised"),
  OVER_CAPACITY(4100, "over capacity"),
  RECONNECT(4200, "reconnect now"),
  PONG_TIMEOUT(4201, "no pong received in time"),
  CLIENT_EVENT_RATE(4301, "client event refused: rate limit exceeded"),
  WATCHLIST_TOO_LONG(4302, "watchlist is too long");

  private final int code;
  private final String text;

  ErrorCode(int code, String text) {
    this.code = code;
    this.text = text;
  }

  public int code() {
    return code;
  }

  /** What to tell the client where nothing more precise is known. */
  public String text() {
    return text;
  }
}
