package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * Who speaks on an open WebSocket, as the handler that reads its frames knows it. All methods are
 * called on the channel's loop.
 */
public interface WebSocketPeer {
  /** Makes the peer once the handshake is done and it may speak. */
  @FunctionalInterface
  interface Opening {
    WebSocketPeer open(ChannelHandlerContext ctx);
  }

  /** Anything came in, be it data or control. */
  void onInbound();

  /** Whether our close frame is on its way, or the client is gone; nothing is heard after that. */
  boolean isClosing();

  void onText(String text);

  /** Whether binary messages are heard; if not, they end the connection with 1003. */
  boolean takesBinary();

  void onBinary(byte[] message);

  /** Answers a ping; the reference stays the caller's. */
  void writePong(ByteBuf payload);

  /** Says that the connection ends, and why. */
  void close(int code, String reason);

  /** The client is gone. */
  void onClosed();

  /** The socket takes bytes again, or stopped taking them. */
  void onWritability(boolean writable);
}
