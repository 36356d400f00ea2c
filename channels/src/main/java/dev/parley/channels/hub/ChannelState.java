package dev.parley.channels.hub;

import dev.parley.channels.presence.Roster;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.Retained;
import dev.parley.channels.stream.Snapshot;
import dev.parley.channels.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of one occupied channel. It lives from the first subscription to the last.
 *
 * <p>Everything is guarded by the object's monitor, except the topics, each of which belongs to its
 * loop.
 */
final class ChannelState {
  private final AppState app;
  private final ChannelName name;
  private final ChannelKey key;
  private final @Nullable Topic[] topics;
  private final int[] subscribers;
  private final @Nullable Roster roster;
  private int total;
  private boolean closed;
  private @Nullable StreamPosition position;
  private @Nullable Retained retained;
  private long nextCountNanos;
  private boolean countScheduled;

  ChannelState(AppState app, ChannelName name, int loops, long nowNanos) {
    this.app = app;
    this.name = name;
    this.key = new ChannelKey(app.id(), name.value());
    this.topics = new Topic[loops];
    this.subscribers = new int[loops];
    this.roster = name.kind().isPresence() ? new Roster() : null;
    this.nextCountNanos = nowNanos;
  }

  AppState app() {
    return app;
  }

  ChannelName name() {
    return name;
  }

  ChannelKey key() {
    return key;
  }

  /** The members, on presence channels. */
  @Nullable Roster roster() {
    return roster;
  }

  // Loop-owned part

  @Nullable Topic topic(LoopShard shard) {
    return topics[shard.index()];
  }

  Topic topicForJoin(LoopShard shard) {
    Topic topic = topics[shard.index()];
    if (topic == null) {
      topic = new Topic(this);
      topics[shard.index()] = topic;
    }
    return topic;
  }

  void removeFromTopic(Subscription subscription, LoopShard shard) {
    Topic topic = topics[shard.index()];
    if (topic == null || subscription.slot() == Subscription.NOT_LISTED) {
      subscription.cancel();
      return;
    }
    topic.remove(subscription);
    if (topic.isEmpty()) {
      topics[shard.index()] = null;
    }
  }

  // Shared part: hold the monitor

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  int total() {
    return total;
  }

  boolean hasSubscribersOn(int loop) {
    return subscribers[loop] > 0;
  }

  void count(LoopShard shard, int change) {
    subscribers[shard.index()] += change;
    total += change;
  }

  boolean isInitialised() {
    return position != null;
  }

  void initialise(Snapshot snapshot) {
    position = snapshot.position();
    retained = snapshot.retained();
  }

  /**
   * Notes a publication.
   *
   * @return whether it is new here; the snapshot that the channel began with may already hold it
   */
  boolean advance(Publication publication, StreamPosition at, long nowNanos) {
    if (position != null && at.isCoveredBy(position)) {
      return false;
    }
    position = at;
    if (publication.retainMillis() > 0) {
      long expires = nowNanos + publication.retainMillis() * 1_000_000;
      retained = new Retained(publication.event(), publication.data(), at, expires);
    }
    return true;
  }

  @Nullable Retained retained(long nowNanos) {
    if (retained != null && !retained.isLiveAt(nowNanos)) {
      retained = null;
    }
    return retained;
  }

  /**
   * Whether a count may go out now; if not, how it will: the first refusal in a period asks the
   * caller to come back.
   */
  CountPermit countPermit(long nowNanos, long intervalNanos, int freeUpTo) {
    if (total <= freeUpTo) {
      return CountPermit.NOW;
    }
    if (nextCountNanos - nowNanos <= 0) {
      nextCountNanos = nowNanos + intervalNanos;
      return CountPermit.NOW;
    }
    if (countScheduled) {
      return CountPermit.ALREADY_SCHEDULED;
    }
    countScheduled = true;
    return CountPermit.SCHEDULE;
  }

  void countIsDue() {
    countScheduled = false;
  }

  enum CountPermit {
    NOW,
    SCHEDULE,
    ALREADY_SCHEDULED
  }
}
