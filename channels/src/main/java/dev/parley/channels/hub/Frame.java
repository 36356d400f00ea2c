package dev.parley.channels.hub;

import dev.parley.channels.protocol.SocketId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A message encoded once for all its receivers, WebSocket header included. Reference-counted
 * through its buffer: whoever puts it into an inbox retains it first.
 */
final class Frame {
  private final ByteBuf websocket;
  private final @Nullable SocketId origin;

  private Frame(ByteBuf websocket, @Nullable SocketId origin) {
    this.websocket = websocket;
    this.origin = origin;
  }

  /**
   * Encodes a message.
   *
   * @param origin the connection that is not to get it
   */
  static Frame of(byte[] payload, @Nullable SocketId origin) {
    return new Frame(EncodedText.frame(ByteBufAllocator.DEFAULT, payload), origin);
  }

  ByteBuf websocket() {
    return websocket;
  }

  @Nullable SocketId origin() {
    return origin;
  }

  int bytes() {
    return websocket.readableBytes();
  }

  void retain() {
    websocket.retain();
  }

  void release() {
    websocket.release();
  }
}
