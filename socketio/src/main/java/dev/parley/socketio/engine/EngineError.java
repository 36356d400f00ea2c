package dev.parley.socketio.engine;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a request is refused, in the numbers that clients of Engine.IO know. */
enum EngineError {
  UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
  UNKNOWN_SESSION(1, 400, "Session ID unknown"),
  BAD_METHOD(2, 400, "Bad handshake method"),
  BAD_REQUEST(3, 400, "Bad request"),
  FORBIDDEN(4, 403, "This origin may not connect"),
  UNSUPPORTED_VERSION(5, 400, "Unsupported protocol version; EIO=4 is spoken here"),
  TOO_LARGE(3, 413, "Payload too large"),
  TOO_MANY(4, 429, "Too many sessions from this address"),
  NO_ROOM(4, 503, "The server takes no new clients now; try again");

  private final int code;
  private final int status;
  private final String text;

  EngineError(int code, int status, String text) {
    this.code = code;
    this.status = status;
    this.text = text;
  }

  HttpResponseStatus status() {
    return HttpResponseStatus.valueOf(status);
  }

  String json() {
    return "{\"code\":" + code + ",\"message\":\"" + text + "\"}";
  }

  /** Whether the same request may succeed a little later. */
  boolean passes() {
    return this == TOO_MANY || this == NO_ROOM;
  }
}
