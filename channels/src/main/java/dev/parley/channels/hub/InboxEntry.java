package dev.parley.channels.hub;

/** Something another thread asks of a shard. Runs on the shard's loop, in the order of arrival. */
interface InboxEntry {
  void run(LoopShard shard);

  /** Undoes the claim on memory when the loop is gone and the entry will never run. */
  default void discard() {}

  /** Bytes the entry holds until it has run. */
  default int bytes() {
    return 0;
  }

  /** An event for the loop's subscribers of a channel. Owns one reference to the frame. */
  record Deliver(ChannelState channel, Frame frame) implements InboxEntry {
    @Override
    public void run(LoopShard shard) {
      Topic topic = channel.topic(shard);
      if (topic == null) {
        frame.release();
      } else {
        topic.append(frame, shard);
      }
    }

    @Override
    public void discard() {
      frame.release();
    }

    @Override
    public int bytes() {
      return frame.bytes();
    }
  }

  /**
   * A subscription takes effect.
   *
   * @param success the answer to the client
   * @param next what a cache channel says right after it, or empty
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Join(Subscription subscription, byte[] success, byte[] next) implements InboxEntry {
    @Override
    public void run(LoopShard shard) {
      Connection connection = subscription.connection();
      if (connection.isClosing()) {
        return;
      }
      if (!subscription.isCancelled()) {
        subscription.channel().topicForJoin(shard).add(subscription, shard);
      }
      connection.send(success);
      if (next.length > 0) {
        connection.send(next);
      }
    }
  }

  /** Anything rare. */
  record Task(Runnable action) implements InboxEntry {
    @Override
    public void run(LoopShard shard) {
      action.run();
    }
  }
}
