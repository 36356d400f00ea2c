package dev.parley.channels.hub;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;

/**
 * What one tick brought for one channel, ready for the wire and the same for every subscriber. Its
 * loop keeps it until all have been written; whoever needs it longer retains the buffer.
 */
public final class SharedFrames {
  private final ByteBuf buffer;
  private final long address;

  SharedFrames(ByteBuf buffer) {
    this.buffer = buffer;
    this.address =
        MemorySegment.ofBuffer(buffer.nioBuffer(buffer.readerIndex(), buffer.readableBytes()))
            .address();
  }

  public ByteBuf buffer() {
    return buffer;
  }

  /** Where the bytes lie in memory; valid until the end of the tick. */
  public long address() {
    return address;
  }

  public int length() {
    return buffer.readableBytes();
  }

  void release() {
    buffer.release();
  }
}
