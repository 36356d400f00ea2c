package dev.parley.bench.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The subscribers of one event loop. Only that loop touches it, except {@link #publish}, which
 * hands over one task per event.
 */
final class Hub {
  private final EventLoop loop;
  private final Map<String, Topic> topics = new HashMap<>();
  private final List<Topic> dirty = new ArrayList<>();

  Hub(EventLoop loop) {
    this.loop = loop;
  }

  /** A channel's subscribers on this loop, and the frames the running tick has for them. */
  private static final class Topic {
    final Set<Channel> subscribers = new LinkedHashSet<>(); // leaving is cheap, so is walking it
    final List<ByteBuf> tick = new ArrayList<>();
  }

  void subscribe(String name, Channel subscriber) {
    topics.computeIfAbsent(name, _ -> new Topic()).subscribers.add(subscriber);
  }

  void unsubscribe(String name, Channel subscriber) {
    Topic topic = topics.get(name);
    if (topic != null) {
      topic.subscribers.remove(subscriber);
    }
  }

  /** From any thread. Takes over the frame. */
  void publish(String name, ByteBuf frame) {
    if (loop.inEventLoop()) {
      add(name, frame);
    } else {
      loop.execute(() -> add(name, frame));
    }
  }

  private void add(String name, ByteBuf frame) {
    Topic topic = topics.get(name);
    if (topic == null || topic.subscribers.isEmpty()) {
      frame.release();
      return;
    }
    if (dirty.isEmpty()) {
      // Runs behind everything this round of the loop still has to read: that is the tick.
      loop.execute(this::flush);
    }
    if (topic.tick.isEmpty()) {
      dirty.add(topic);
    }
    topic.tick.add(frame);
  }

  private void flush() {
    for (Topic topic : dirty) {
      ByteBuf joined = join(topic.tick);
      for (Channel subscriber : topic.subscribers) {
        subscriber.write(joined.retainedDuplicate(), subscriber.voidPromise());
      }
      joined.release();
    }
    // Flushed only now: a subscriber of several channels gets them all in one call.
    for (Topic topic : dirty) {
      topic.subscribers.forEach(Channel::flush);
    }
    dirty.clear();
  }

  private static ByteBuf join(List<ByteBuf> frames) {
    if (frames.size() == 1) {
      ByteBuf only = frames.getFirst();
      frames.clear();
      return only;
    }
    int size = frames.stream().mapToInt(ByteBuf::readableBytes).sum();
    ByteBuf joined = frames.getFirst().alloc().directBuffer(size);
    for (ByteBuf frame : frames) {
      joined.writeBytes(frame);
      frame.release();
    }
    frames.clear();
    return joined;
  }
}
