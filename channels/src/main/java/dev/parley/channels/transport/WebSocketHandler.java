package dev.parley.channels.transport;

import dev.parley.channels.transport.WebSocketUpgrade.Upgraded;
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
 * An open WebSocket: frames become messages, messages go to the peer. One per connection, owned by
 * its loop. Nothing a client sends escapes from here as an exception.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);
  private static final int PROTOCOL_ERROR = 1002;
  private static final int UNSUPPORTED_DATA = 1003;
  private static final int INVALID_TEXT = 1007;
  private static final int TOO_LARGE = 1009;
  private static final int INTERNAL_ERROR = 1011;

  private final int maxMessageBytes;
  private WebSocketPeer.@Nullable Opening opening;
  private @Nullable WebSocketPeer peer;
  private @Nullable MessageAssembler fragments;

  WebSocketHandler(WebSocketPeer.Opening opening, int maxMessageBytes) {
    this.opening = opening;
    this.maxMessageBytes = maxMessageBytes;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    WebSocketPeer.Opening first = opening;
    if (event != Upgraded.INSTANCE || first == null) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    opening = null; // what it knows of the handshake is not needed for the life of the socket
    peer = first.open(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    try {
      WebSocketPeer current = peer;
      if (current != null && msg instanceof WebSocketFrame frame) {
        current.onInbound();
        onFrame(ctx, current, frame);
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  private void onFrame(ChannelHandlerContext ctx, WebSocketPeer current, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      onClose(ctx, current, close);
    } else if (!current.isClosing()) {
      switch (frame) {
        case TextWebSocketFrame text -> onMessage(current, text, true);
        case ContinuationWebSocketFrame more -> onContinuation(current, more);
        case PingWebSocketFrame ping -> current.writePong(ping.content());
        case BinaryWebSocketFrame binary when current.takesBinary() ->
            onMessage(current, binary, false);
        case BinaryWebSocketFrame _ ->
            current.close(UNSUPPORTED_DATA, "binary messages are not part of the protocol");
        default -> {} // a pong has done its work by arriving
      }
    }
  }

  /** A whole message, or the first part of one. */
  private void onMessage(WebSocketPeer current, WebSocketFrame frame, boolean text) {
    if (frame.isFinalFragment()) {
      handle(current, MessageAssembler.bytes(frame.content()), text);
    } else {
      fragments = new MessageAssembler(maxMessageBytes, text);
      gather(current, fragments, frame);
    }
  }

  private void onContinuation(WebSocketPeer current, ContinuationWebSocketFrame frame) {
    MessageAssembler open = fragments;
    if (open == null) {
      current.close(PROTOCOL_ERROR, "continuation without a beginning");
    } else if (gather(current, open, frame) && frame.isFinalFragment()) {
      fragments = null;
      handle(current, open.bytes(), open.isText());
    }
  }

  private static boolean gather(
      WebSocketPeer current, MessageAssembler assembler, WebSocketFrame frame) {
    if (assembler.add(frame.content())) {
      return true;
    }
    current.close(TOO_LARGE, "message is too large");
    return false;
  }

  private void handle(WebSocketPeer current, byte[] message, boolean isText) {
    if (!isText) {
      current.onBinary(message);
      return;
    }
    String text = MessageAssembler.decode(message);
    if (text == null) {
      current.close(INVALID_TEXT, "text is not valid UTF-8");
    } else {
      current.onText(text);
    }
  }

  /** Answers a close frame with the same code and is done. */
  private static void onClose(
      ChannelHandlerContext ctx, WebSocketPeer current, CloseWebSocketFrame frame) {
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
    if (peer != null) {
      peer.onWritability(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (peer != null) {
      peer.onClosed();
    }
    fragments = null;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    WebSocketPeer current = peer;
    if (cause instanceof CorruptedWebSocketFrameException corrupt && current != null) {
      current.close(corrupt.closeStatus().code(), "malformed frame");
      endOutput(ctx);
    } else if (cause instanceof DecoderException && current != null) {
      current.close(TOO_LARGE, "compressed message is malformed or too large");
      endOutput(ctx);
    } else if (cause instanceof IOException || current == null) {
      ctx.close(); // the peer is gone
    } else {
      LOG.error("{} failed", current, cause);
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
