package dev.parley.channels.hub;

import dev.parley.channels.protocol.SocketId;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One loop's subscribers of a channel, and the events that this tick brought for them. Owned by its
 * loop.
 */
final class Topic {
  /** Connections looked at before they are written to; as many as a processor fetches at once. */
  private static final int LOOK_AHEAD = 16;

  private final ChannelState channel;
  private final List<Frame> pending = new ArrayList<>(1);
  private Subscription[] subscribers = new Subscription[2];

  /** Whose they are, at the same places: a delivery then touches the connection alone. */
  private Connection[] connections = new Connection[2];

  private int size;
  private boolean excludes;

  Topic(ChannelState channel) {
    this.channel = channel;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a subscriber, who gets nothing of what came before. */
  void add(Subscription subscription, LoopShard shard) {
    write(shard, false);
    if (size == subscribers.length) {
      subscribers = Arrays.copyOf(subscribers, size * 2);
      connections = Arrays.copyOf(connections, size * 2);
    }
    subscribers[size] = subscription;
    connections[size] = subscription.connection();
    subscription.setSlot(size++);
  }

  /** Removes a subscriber by putting the last one into its place. */
  void remove(Subscription subscription) {
    int slot = subscription.slot();
    Subscription last = subscribers[--size];
    subscribers[slot] = last;
    connections[slot] = connections[size];
    last.setSlot(slot);
    Arrays.fill(subscribers, size, size + 1, null);
    Arrays.fill(connections, size, size + 1, null);
    subscription.setSlot(Subscription.NOT_LISTED);
  }

  /** Keeps the frame, and its reference, for the end of this tick. */
  void append(Frame frame, LoopShard shard) {
    if (pending.isEmpty()) {
      shard.markDirty(this);
    }
    pending.add(frame);
    excludes |= frame.origin() != null;
  }

  /** The subscribers at this moment, for rare visits that may change the list. */
  List<Subscription> subscribers() {
    return List.of(Arrays.copyOf(subscribers, size));
  }

  /**
   * Writes what the tick brought: all frames joined into one buffer that every subscriber shares,
   * so that a connection costs one write however many events there were.
   *
   * @param alone whether no other channel has anything for this tick, so that nothing need wait to
   *     be joined with these frames
   */
  void write(LoopShard shard, boolean alone) {
    if (pending.isEmpty()) {
      return;
    }
    SharedFrames joined = shard.keep(join(shard));
    for (int from = 0; from < size; from += LOOK_AHEAD) {
      int to = Math.min(from + LOOK_AHEAD, size);
      int ready = alone && !excludes ? ready(from, to) : 0;
      for (int i = from; i < to; i++) {
        if ((ready & 1 << (i - from)) != 0) {
          connections[i].deliverNow(joined);
        } else {
          write(subscribers[i], connections[i], joined, shard);
        }
      }
    }
    channel.app().meters().messagesSent((long) size * pending.size());
    pending.forEach(Frame::release);
    pending.clear();
    excludes = false;
  }

  /**
   * Which connections, a bit for each, take frames at once. Asked of several in a row, because the
   * processor then fetches their memory together; one by one each delivery would wait for its own.
   */
  private int ready(int from, int to) {
    int ready = 0;
    for (int i = from; i < to; i++) {
      if (connections[i].isReady()) {
        ready |= 1 << (i - from);
      }
    }
    return ready;
  }

  private void write(
      Subscription subscription, Connection connection, SharedFrames joined, LoopShard shard) {
    if (connection.isBehind() && keepsLatest()) {
      writeLatest(subscription, shard);
    } else if (excludes && isOrigin(connection.id())) {
      writeOthers(connection, shard);
    } else {
      connection.deliver(joined);
    }
  }

  private ByteBuf join(LoopShard shard) {
    if (pending.size() == 1) {
      return pending.getFirst().websocket().retain();
    }
    int bytes = 0;
    for (Frame frame : pending) {
      bytes += frame.bytes();
    }
    ByteBuf joined = shard.allocator().directBuffer(bytes);
    for (Frame frame : pending) {
      ByteBuf source = frame.websocket();
      joined.writeBytes(source, source.readerIndex(), source.readableBytes());
    }
    return joined;
  }

  private boolean isOrigin(SocketId id) {
    for (Frame frame : pending) {
      if (isFrom(frame, id)) {
        return true;
      }
    }
    return false;
  }

  private void writeOthers(Connection connection, LoopShard shard) {
    for (Frame frame : pending) {
      if (!isFrom(frame, connection.id())) {
        connection.deliver(shard.keep(frame.websocket().retain()));
      }
    }
  }

  private boolean keepsLatest() {
    return channel.app().app().options().slowClients().keepsLatest(channel.name().value());
  }

  /** To a client that takes no more: notices as always, of events only the last, and that later. */
  private void writeLatest(Subscription subscription, LoopShard shard) {
    Connection connection = subscription.connection();
    for (Frame frame : pending) {
      if (!frame.isPublication()) {
        connection.deliver(shard.keep(frame.websocket().retain()));
      } else if (!isFrom(frame, connection.id())) {
        subscription.lag().note(frame);
      }
    }
  }

  private static boolean isFrom(Frame frame, SocketId id) {
    @Nullable SocketId origin = frame.origin();
    return origin != null && origin.packed() == id.packed();
  }
}
