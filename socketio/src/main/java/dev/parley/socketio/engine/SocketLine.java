package dev.parley.socketio.engine;

import dev.parley.channels.hub.EncodedText;
import dev.parley.channels.transport.Frames;
import dev.parley.channels.transport.WebSocketPeer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket of a session: its only transport from the beginning, or one that is still on trial
 * beside polling. What arrives is read on the channel's loop and handed to the session's; what the
 * session says may be written from there, and keeps its order.
 */
final class SocketLine implements WebSocketPeer {
  private static final int PROTOCOL_ERROR = 1002;
  private static final int GOING_AWAY = 1001;
  private static final String PROBE = "probe";
  private static final byte[] PROBE_ANSWER = "3probe".getBytes(StandardCharsets.US_ASCII);

  private final EngineSession session;
  private final ChannelHandlerContext ctx;
  private boolean onTrial; // of the channel's loop
  private boolean probed; // of the channel's loop
  private volatile boolean closing;

  private SocketLine(EngineSession session, ChannelHandlerContext ctx, boolean onTrial) {
    this.session = session;
    this.ctx = ctx;
    this.onTrial = onTrial;
  }

  /** The transport of a session that has none yet. */
  static SocketLine first(EngineSession session, ChannelHandlerContext ctx) {
    var line = new SocketLine(session, ctx, false);
    session.connected(line);
    return line;
  }

  /** A transport that has to prove itself. */
  static SocketLine onTrial(EngineSession session, ChannelHandlerContext ctx, long probeMillis) {
    var line = new SocketLine(session, ctx, true);
    ctx.executor()
        .schedule(
            () -> {
              if (line.onTrial) {
                line.close(GOING_AWAY, "the transport was not taken");
              }
            },
            probeMillis,
            TimeUnit.MILLISECONDS);
    return line;
  }

  @Override
  public void onInbound() {
    // what is said counts, and is noted where it is heard
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void onText(String text) {
    Optional<EnginePacket> packet = EnginePackets.text(text);
    if (packet.isEmpty()) {
      close(PROTOCOL_ERROR, "malformed packet");
    } else if (onTrial) {
      onTrial(packet.get());
    } else {
      session.receive(List.of(packet.get()));
    }
  }

  private void onTrial(EnginePacket packet) {
    if (packet instanceof EnginePacket.Ping(String text) && text.equals(PROBE) && !probed) {
      probed = true;
      write(PROBE_ANSWER);
      flush();
      session.probed();
    } else if (packet instanceof EnginePacket.Upgrade && probed) {
      onTrial = false;
      session.upgraded(this);
    } else {
      close(PROTOCOL_ERROR, "expected a probe, then the upgrade");
    }
  }

  @Override
  public boolean takesBinary() {
    return true;
  }

  @Override
  public void onBinary(byte[] message) {
    if (onTrial) {
      close(PROTOCOL_ERROR, "expected a probe, then the upgrade");
    } else {
      session.receive(List.of(new EnginePacket.Binary(message)));
    }
  }

  @Override
  public void writePong(ByteBuf payload) {
    ctx.writeAndFlush(Frames.pong(ctx.alloc(), payload), ctx.voidPromise());
  }

  /** The client broke the rules of the transport: it is told here, and the session ends. */
  @Override
  public void close(int code, String reason) {
    if (!closing) {
      writeClose(code, reason);
      if (onTrial) {
        flushAndCut();
      } else {
        flush();
        session.broken(code, reason);
      }
    }
  }

  @Override
  public void onClosed() {
    closing = true;
    if (onTrial) {
      onTrial = false; // the session goes on without it
    } else {
      session.lost();
    }
  }

  @Override
  public void onWritability(boolean writable) {
    if (!onTrial) {
      session.writability(writable);
    }
  }

  // What the session does, from its own loop

  /** Does nothing once the connection ends: nothing may stand behind a close frame. */
  void write(byte[] packet) {
    if (!closing) {
      ctx.write(EncodedText.frame(ctx.alloc(), packet), ctx.voidPromise());
    }
  }

  /** Says once that the connection ends. */
  void writeClose(int code, String reason) {
    if (!closing) {
      closing = true;
      ctx.write(Frames.close(ctx.alloc(), code, reason), ctx.voidPromise());
    }
  }

  void flush() {
    ctx.flush();
  }

  void flushAndCut() {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> ctx.close());
  }

  void cut() {
    ctx.close();
  }

  /** Bytes written and not yet taken by the kernel. */
  long pendingBytes() {
    ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }
}
