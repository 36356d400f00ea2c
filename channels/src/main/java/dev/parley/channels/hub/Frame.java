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
  private final boolean publication;

  private Frame(ByteBuf websocket, @Nullable SocketId origin, boolean publication) {
    this.websocket = websocket;
    this.origin = origin;
    this.publication = publication;
  }

  /**
   * Encodes an event that somebody published.
   *
   * @param origin the connection that is not to get it
   */
  static Frame ofPublication(byte[] payload, @Nullable SocketId origin) {
    return new Frame(EncodedText.frame(ByteBufAllocator.DEFAULT, payload), origin, true);
  }

  /** Encodes what the server says of the channel itself, which nobody may miss. */
  static Frame ofNotice(byte[] payload) {
    return new Frame(EncodedText.frame(ByteBufAllocator.DEFAULT, payload), null, false);
  }

  boolean isPublication() {
    return publication;
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
