package dev.parley.channels.hub;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What one tick brought for one channel, ready for the wire and the same for every subscriber. Its
 * loop keeps it until all have been written; whoever needs it longer retains the buffer.
 */
public final class SharedFrames {
  private final LoopShard shard;
  private final ByteBuf buffer;
  private final long address;
  private @Nullable SharedFrames compressed;

  SharedFrames(LoopShard shard, ByteBuf buffer) {
    this.shard = shard;
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

  /** The same messages for clients that take compressed ones; made once, by the first who asks. */
  public SharedFrames compressed() {
    SharedFrames made = compressed;
    if (made == null) {
      var parts = shard.allocator().directBuffer(buffer.readableBytes());
      for (byte[] payload : EncodedText.payloads(buffer)) {
        ByteBuf frame = shard.deflater().frame(shard.allocator(), payload);
        parts.writeBytes(frame);
        frame.release();
      }
      made = shard.keep(parts);
      compressed = made;
    }
    return made;
  }

  void release() {
    buffer.release();
  }
}
