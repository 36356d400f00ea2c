package dev.parley.channels.transport.xhr;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * The answer to a request for a session's messages: a poll, which ends with the first of them, or a
 * stream, which goes on. Owned by the session's loop, which may be another than the channel's;
 * everything of a response is written from there and so keeps its order.
 */
public final class XhrResponse {
  /**
   * Where pusher-js gives a response up, in UTF-16 units: at the first end of a line above this it
   * asks again. Nothing is written behind that line, for it would be lost.
   */
  static final int MAX_UNITS = 262_144;

  private final ChannelHandlerContext ctx;
  private final boolean streaming;
  private final HttpResponse head;
  private final Runnable whenEnded;
  private long units;
  private boolean begun;
  private boolean ended;

  /**
   * A response of which nothing is written yet.
   *
   * @param head status and headers
   * @param whenEnded called on the channel's loop when the end has been written, or could not be
   */
  public XhrResponse(
      ChannelHandlerContext ctx, boolean streaming, HttpResponse head, Runnable whenEnded) {
    this.ctx = ctx;
    this.streaming = streaming;
    this.head = head;
    this.whenEnded = whenEnded;
  }

  boolean isStreaming() {
    return streaming;
  }

  /** Whether a frame written now goes to the client and not into a queue. */
  boolean takes() {
    return !ended && units <= MAX_UNITS && (!streaming || ctx.channel().isWritable());
  }

  /** Writes the head, if that has not been done. */
  void begin() {
    if (!begun) {
      begun = true;
      ctx.write(head);
    }
  }

  void write(Outbox.Line line) {
    begin();
    units += line.units();
    ctx.write(new DefaultHttpContent(line.bytes()));
  }

  void flush() {
    ctx.flush();
  }

  void end() {
    if (!ended) {
      begin();
      ended = true;
      ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(_ -> whenEnded.run());
    }
  }

  /** Says nothing but that the client is to close. */
  void refuse(int code, String reason) {
    byte[] frame = Outbox.closeFrame(code, reason);
    write(new Outbox.Line(Unpooled.wrappedBuffer(frame), frame.length, true));
    end();
  }

  /** Bytes written and not yet taken by the kernel. */
  long pendingBytes() {
    ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }
}
