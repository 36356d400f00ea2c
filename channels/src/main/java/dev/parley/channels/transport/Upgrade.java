package dev.parley.channels.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket handshake (RFC 6455). Protocol errors of frames are left to the connection, so that
 * they are told with the node's own close frames.
 */
final class Upgrade extends WebSocketServerHandshaker13 {
  private static final String PUSHER = "pusher-channels-protocol-";

  private Upgrade(@Nullable String subprotocol, int maxFrameBytes, boolean extended) {
    super("", subprotocol, config(maxFrameBytes, extended));
  }

  /**
   * Echoes one subprotocol if any was offered: Swift clients hang up otherwise.
   *
   * @param extended whether frames may use bits that an extension gave a meaning
   */
  static Upgrade answering(HttpHeaders headers, int maxFrameBytes, boolean extended) {
    return new Upgrade(chooseSubprotocol(headers), maxFrameBytes, extended);
  }

  private static @Nullable String chooseSubprotocol(HttpHeaders headers) {
    String first = null;
    for (String header : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
      for (String offer : header.split(",", -1)) {
        String name = offer.strip();
        if (name.startsWith(PUSHER)) {
          return name;
        }
        first = first == null && !name.isEmpty() ? name : first;
      }
    }
    return first;
  }

  private static WebSocketDecoderConfig config(int maxFrameBytes, boolean extended) {
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(maxFrameBytes)
        .closeOnProtocolViolation(false)
        .allowExtensions(extended)
        .withUTF8Validator(false)
        .build();
  }

  @Override
  protected WebSocketFrameDecoder newWebsocketDecoder() {
    return new WebSocket13FrameDecoder(decoderConfig());
  }
}
