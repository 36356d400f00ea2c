package dev.parley.channels.transport;

import dev.parley.channels.hub.AppState;
import dev.parley.channels.session.Admission.Verdict.Admitted;
import dev.parley.channels.transport.UpgradeExchange.Upgraded;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open WebSocket: frames become messages, messages go to the endpoint's sink. One per
 * connection, owned by its loop. Nothing a client sends escapes from here as an exception.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);
  private static final int PROTOCOL_ERROR = 1002;
  private static final int UNSUPPORTED_DATA = 1003;
  private static final int INVALID_TEXT = 1007;
  private static final int TOO_LARGE = 1009;
  private static final int INTERNAL_ERROR = 1011;

  private final RealtimeEndpoint endpoint;
  private final AppState app;
  private final Admitted client;
  private final boolean compressed;
  private @Nullable WebSocketConnection connection;
  private @Nullable MessageAssembler fragments;

  WebSocketHandler(RealtimeEndpoint endpoint, Admitted client, boolean compressed) {
    this.endpoint = endpoint;
    this.app = client.app();
    this.client = client;
    this.compressed = compressed;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != Upgraded.INSTANCE) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    var shard = endpoint.hub().shard(ctx.channel().eventLoop());
    connection =
        new WebSocketConnection(endpoint.hub(), shard, app, client.dotNet(), ctx, compressed);
    connection.cameFrom(client.address());
    endpoint.sink().open(connection);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    try {
      WebSocketConnection current = connection;
      if (current != null && msg instanceof WebSocketFrame frame) {
        current.onInbound();
        onFrame(ctx, current, frame);
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  private void onFrame(
      ChannelHandlerContext ctx, WebSocketConnection current, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      onClose(ctx, current, close);
    } else if (!current.isClosing()) {
      switch (frame) {
        case TextWebSocketFrame text -> onMessage(current, text, true);
        case ContinuationWebSocketFrame more -> onContinuation(current, more);
        case PingWebSocketFrame ping -> current.writePong(ping.content());
        case BinaryWebSocketFrame binary when endpoint.sink().takesBinary() ->
            onMessage(current, binary, false);
        case BinaryWebSocketFrame _ ->
            current.close(UNSUPPORTED_DATA, "binary messages are not part of the protocol");
        default -> {} // a pong has done its work by arriving
      }
    }
  }

  /** A whole message, or the first part of one. */
  private void onMessage(WebSocketConnection current, WebSocketFrame frame, boolean text) {
    if (frame.isFinalFragment()) {
      handle(current, MessageAssembler.bytes(frame.content()), text);
    } else {
      fragments = new MessageAssembler(endpoint.maxFrameBytes(), text);
      gather(current, fragments, frame);
    }
  }

  private void onContinuation(WebSocketConnection current, ContinuationWebSocketFrame frame) {
    MessageAssembler open = fragments;
    if (open == null) {
      current.close(PROTOCOL_ERROR, "continuation without a beginning");
    } else if (gather(current, open, frame) && frame.isFinalFragment()) {
      fragments = null;
      handle(current, open.bytes(), open.isText());
    }
  }

  private static boolean gather(
      WebSocketConnection current, MessageAssembler assembler, WebSocketFrame frame) {
    if (assembler.add(frame.content())) {
      return true;
    }
    current.close(TOO_LARGE, "message is too large");
    return false;
  }

  private void handle(WebSocketConnection current, byte[] message, boolean isText) {
    if (!isText) {
      endpoint.sink().onBinary(current, message);
      return;
    }
    String text = MessageAssembler.decode(message);
    if (text == null) {
      current.close(INVALID_TEXT, "text is not valid UTF-8");
    } else {
      endpoint.sink().onText(current, text);
    }
  }

  /** Answers a close frame with the same code and is done. */
  private static void onClose(
      ChannelHandlerContext ctx, WebSocketConnection current, CloseWebSocketFrame frame) {
    if (current.isClosing()) {
      ctx.close(); // the answer to our own
      return;
    }
    int code = frame.statusCode();
    current.onClosed();
    var answer =
        code < 0 ? Frames.closeWithoutCode(ctx.alloc()) : Frames.close(ctx.alloc(), code, "");
    ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (connection != null) {
      connection.onWritability(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (connection != null) {
      connection.onClosed();
    }
    fragments = null;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    WebSocketConnection current = connection;
    if (cause instanceof CorruptedWebSocketFrameException corrupt && current != null) {
      current.close(corrupt.closeStatus().code(), "malformed frame");
      endOutput(ctx);
    } else if (cause instanceof DecoderException && current != null) {
      current.close(TOO_LARGE, "compressed message is malformed or too large");
      endOutput(ctx);
    } else if (cause instanceof IOException || current == null) {
      ctx.close(); // the peer is gone
    } else {
      LOG.error("a connection of app {} failed", app.id(), cause);
      current.close(INTERNAL_ERROR, "internal error");
    }
  }

  /**
   * Ends our half of the stream behind the close frame: in a stream that cannot be followed any
   * more the client's answer would go unseen, and it would wait for us (RFC 6455, 7.1.7).
   */
  private static void endOutput(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(_ -> {
          if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
          } else {
            ctx.close();
          }
        });
  }
}
