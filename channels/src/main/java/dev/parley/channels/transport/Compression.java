package dev.parley.channels.transport;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * permessage-deflate as agreed with one client (RFC 7692): never with context takeover in either
 * direction, so that a compressed frame can be shared and an idle connection holds no window. A
 * server may demand that of any client that offers the extension.
 *
 * @param decoder unpacks what the client sends; it belongs behind the frame decoder
 * @param answer the value of the response's header
 */
record Compression(ChannelHandler decoder, String answer) {
  private static final String NAME = "permessage-deflate";
  private static final int WINDOW_BITS = 15;
  private static final int LEVEL = 1;

  /** The first offer that can be met, or null; offers that cannot be read are declined. */
  static @Nullable Compression agree(HttpHeaders request, int maxMessageBytes) {
    String offers = request.getAsString(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    if (offers == null) {
      return null;
    }
    try {
      return agree(offers, maxMessageBytes);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return null; // how the library takes a header that is malformed
    }
  }

  private static @Nullable Compression agree(String offers, int maxMessageBytes) {
    var handshaker =
        new PerMessageDeflateServerExtensionHandshaker(
            LEVEL,
            false,
            WINDOW_BITS,
            true,
            true,
            WINDOW_BITS,
            PerMessageDeflateServerExtensionHandshaker.DEFAULT_MEM_LEVEL,
            WebSocketExtensionFilterProvider.DEFAULT,
            maxMessageBytes);
    for (WebSocketExtensionData offer : WebSocketExtensionUtil.extractExtensions(offers)) {
      WebSocketServerExtension agreed =
          offer.name().equals(NAME) ? handshaker.handshakeExtension(demanding(offer)) : null;
      if (agreed != null) {
        return new Compression(agreed.newExtensionDecoder(), header(agreed.newReponseData()));
      }
    }
    return null;
  }

  private static WebSocketExtensionData demanding(WebSocketExtensionData offer) {
    Map<String, @Nullable String> parameters = new HashMap<>(offer.parameters());
    parameters.put("server_no_context_takeover", null);
    parameters.put("client_no_context_takeover", null);
    return new WebSocketExtensionData(NAME, parameters);
  }

  private static String header(WebSocketExtensionData data) {
    return data.parameters().entrySet().stream()
        .map(e -> e.getValue() == null ? e.getKey() : e.getKey() + "=" + e.getValue())
        .sorted()
        .collect(Collectors.joining("; ", NAME + "; ", ""));
  }
}
