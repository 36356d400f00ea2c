package dev.parley.channels.transport;

import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.hub.EncodedText;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.LoopShard;
import dev.parley.channels.hub.SharedFrames;
import dev.parley.channels.session.Admission.Verdict.Admitted;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;

/** A client on a WebSocket. Owned by its loop. */
final class WebSocketConnection extends Connection implements WebSocketPeer {
  private final ChannelHandlerContext ctx;
  private final @Nullable FileDescriptor descriptor;
  private final LoopShard shard;
  private final boolean compressed;
  private final MessageSink sink;

  /** Netty's queue may hold something; asking it costs more than a delivery should. */
  private boolean maybeQueued = true;

  WebSocketConnection(
      Hub hub,
      LoopShard shard,
      AppState app,
      boolean dotNet,
      ChannelHandlerContext ctx,
      MessageSink sink,
      boolean compressed) {
    super(hub, shard, app, dotNet);
    this.ctx = ctx;
    this.shard = shard;
    this.compressed = compressed;
    this.sink = sink;
    this.descriptor = DirectSend.descriptor(ctx.channel());
  }

  /** The connection of a client whose handshake is done, which may speak. */
  static WebSocketConnection open(
      RealtimeEndpoint endpoint, Admitted client, ChannelHandlerContext ctx, boolean compressed) {
    var shard = endpoint.hub().shard(ctx.channel().eventLoop());
    var connection =
        new WebSocketConnection(
            endpoint.hub(), shard, client.app(), client.dotNet(), ctx, endpoint.sink(), compressed);
    connection.cameFrom(client.address());
    endpoint.sink().open(connection);
    return connection;
  }

  @Override
  public void onText(String text) {
    sink.onText(this, text);
  }

  @Override
  public boolean takesBinary() {
    return sink.takesBinary();
  }

  @Override
  public void onBinary(byte[] message) {
    sink.onBinary(this, message);
  }

  @Override
  protected void write(byte[] payload) {
    writeFrame(
        compressed ? shard.compressedFrame(payload) : EncodedText.frame(ctx.alloc(), payload));
  }

  /** Queues a frame of any kind and gives its reference up. */
  void writeFrame(ByteBuf frame) {
    maybeQueued = true;
    ctx.write(frame, ctx.voidPromise());
  }

  @Override
  protected void writeShared(SharedFrames frames) {
    writeFrame(variant(frames).buffer().retainedDuplicate());
  }

  @Override
  protected boolean canSendShared() {
    return descriptor != null && descriptor.isOpen() && !isQueued();
  }

  @Override
  protected boolean sendShared(SharedFrames shared) {
    if (descriptor == null || !canSendShared()) {
      return false;
    }
    SharedFrames frames = variant(shared);
    int length = frames.length();
    long sent = DirectSend.send(descriptor, frames.address(), length);
    if (sent < 0) {
      return false; // Netty's own attempt will find out why
    }
    if (sent < length) {
      int rest = length - (int) sent;
      ByteBuf buffer = frames.buffer();
      writeFrame(buffer.retainedSlice(buffer.readerIndex() + (int) sent, rest));
      flush();
    }
    return true;
  }

  private boolean isQueued() {
    if (maybeQueued) {
      maybeQueued = queuedBytes() > 0;
    }
    return maybeQueued;
  }

  private SharedFrames variant(SharedFrames frames) {
    return compressed ? frames.compressed() : frames;
  }

  @Override
  protected void writePing() {
    writeFrame(Frames.ping());
  }

  @Override
  protected void writeClose(int code, String reason) {
    writeFrame(Frames.close(ctx.alloc(), code, reason));
  }

  @Override
  public void writePong(ByteBuf payload) {
    if (!isClosing()) {
      writeFrame(Frames.pong(ctx.alloc(), payload));
      flush();
    }
  }

  @Override
  protected void flush() {
    ctx.flush();
  }

  @Override
  protected long queuedBytes() {
    ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  @Override
  protected void cut() {
    ctx.close();
  }

  @Override
  public String toString() {
    return "a connection of app " + app().id();
  }
}
