package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.JsonBytes;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, as clients are told.
 *
 * @param code of the messenger's public codes
 * @param field that was refused, if one was
 * @param message for people: what was expected
 */
record GatewayError(String code, @Nullable String field, String message) {
  static final GatewayError BUSY =
      new GatewayError(
          RefusalCode.BUSY.text(), null, "too much of this client waits to be done; try again");
  static final GatewayError TOO_OFTEN =
      new GatewayError(RefusalCode.RATE_LIMITED.text(), null, "too many events; slow down");
  static final GatewayError BINARY =
      new GatewayError(
          RefusalCode.INVALID_FIELD.text(),
          null,
          "binary parts are not supported; upload files over the HTTP API");
  static final GatewayError NO_NAMESPACE =
      new GatewayError(RefusalCode.NOT_FOUND.text(), null, "Invalid namespace");
  static final GatewayError INTERNAL =
      new GatewayError("internal", null, "the server failed; try again");

  static GatewayError of(Refusal refusal) {
    return new GatewayError(refusal.code().text(), refusal.field(), refusal.detail());
  }

  static GatewayError unknownEvent() {
    return new GatewayError(
        RefusalCode.INVALID_FIELD.text(), "event", "expected one of message, join and leave");
  }

  /** Without what says that it is an error. */
  String json() {
    var json = new JsonBytes(160).ascii("{\"code\":").string(code).ascii(",\"field\":");
    if (field == null) {
      json.ascii("null");
    } else {
      json.string(field);
    }
    return json.ascii(",\"message\":").string(message).ascii("}").toString();
  }

  /** As the argument of an acknowledgement. */
  String answer() {
    return "{\"ok\":false,\"error\":" + json() + "}";
  }
}
