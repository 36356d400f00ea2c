package dev.parley.server.realtime;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Lanes;
import dev.parley.messenger.session.LastSeen;
import dev.parley.messenger.sync.Pointer;
import dev.parley.messenger.sync.Sync;
import dev.parley.server.view.SyncView;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongConsumer;

/**
 * Who is connected to this node, and the last number of each one's log, in memory: heads are told
 * at every join and every 25 seconds, without a question to the store. Thread-safe.
 *
 * <p>An entry exists from the moment in which a client asks for its signature, before the store is
 * read, so that no pointer written between reading and joining is missed.
 */
@Singleton
final class LiveUsers implements LiveTransitions.UserChannels, AutoCloseable {
  /** A signature older than this opens nothing. */
  private static final long EXPECTED_MILLIS = 120_000;

  private static final int JOINS_WAITING = 65_536;

  private final Sync sync;
  private final LivePublisher publisher;
  private final LastSeen lastSeen;
  private final InstantSource clock;
  private final ConcurrentMap<Long, Entry> users = new ConcurrentHashMap<>();
  private final Lanes joins = new Lanes("parley-heads", 2, JOINS_WAITING);
  private volatile long epoch;
  private volatile LongConsumer changes = _ -> {};
  private int tick; // of the one thread that sweeps

  /** Written under the map's lock of its key. */
  private static final class Entry {
    final long since;
    volatile long head;
    volatile boolean connected;

    Entry(long since) {
      this.since = since;
    }
  }

  LiveUsers(Sync sync, LivePublisher publisher, LastSeen lastSeen, InstantSource clock) {
    this.sync = sync;
    this.publisher = publisher;
    this.lastSeen = lastSeen;
    this.clock = clock;
  }

  /** Calls this with everybody who came or went; it must not block. */
  void onChange(LongConsumer listener) {
    changes = listener;
  }

  /** Gets the head ready of somebody who is about to join. Blocks, mostly for a read. */
  void expect(long userId) {
    users.computeIfAbsent(userId, _ -> new Entry(clock.millis()));
    raise(userId, sync.greet(userId).head());
  }

  /** Whether somebody has a live socket here. */
  boolean isConnected(long userId) {
    Entry entry = users.get(userId);
    return entry != null && entry.connected;
  }

  /** Remembers the numbers of new pointers. */
  void written(List<Pointer> pointers) {
    pointers.forEach(pointer -> raise(pointer.userId(), pointer.syncSeq()));
  }

  private void raise(long userId, long head) {
    users.computeIfPresent(
        userId,
        (_, entry) -> {
          entry.head = Math.max(entry.head, head);
          return entry;
        });
  }

  @Override
  public void joined(long userId) {
    joins.offer(userId, () -> tellHead(userId));
  }

  @Override
  public void occupied(long userId) {
    users.compute(
        userId,
        (_, known) -> {
          Entry entry = known == null ? new Entry(clock.millis()) : known;
          entry.connected = true;
          return entry;
        });
    changes.accept(userId);
  }

  @Override
  public void vacated(long userId) {
    users.remove(userId);
    changes.accept(userId);
  }

  private void tellHead(long userId) {
    Entry entry = users.get(userId);
    if (entry == null) {
      return; // gone again
    }
    if (entry.head == 0) {
      expect(userId);
    }
    tell(userId, entry);
  }

  private void tell(long userId, Entry entry) {
    publisher.publish(LiveChannel.user(userId), LiveEvent.SYNC, SyncView.head(entry.head, epoch));
  }

  /**
   * Looks whether the store lives another life, as after a standby was promoted under open sockets:
   * then the numbers remembered here are of the one before. Call it before the first client comes,
   * and now and then. Blocks.
   */
  void compareEpoch() {
    long now = sync.epoch();
    if (now == epoch) {
      return;
    }
    users.forEach((userId, entry) -> {
      long head = sync.greet(userId).head();
      users.computeIfPresent(
          userId,
          (_, same) -> {
            same.head = head;
            return same;
          });
    });
    epoch = now; // with which the next sweep tells everybody
  }

  /** One second's share of the heads; call once a second. */
  void sweep() {
    int shares = (int) (Bound.HEAD_MILLIS.value() / 1_000);
    int share = tick++ % shares;
    long forgotten = clock.millis() - EXPECTED_MILLIS;
    users.forEach((userId, entry) -> {
      if (!entry.connected && entry.since < forgotten) {
        users.computeIfPresent(userId, (_, now) -> now.connected ? now : null);
      } else if (entry.connected && Long.remainderUnsigned(userId >>> 3, shares) == share) {
        lastSeen.touch(userId);
        tell(userId, entry);
      }
    });
  }

  @Override
  public void close() {
    joins.close();
  }
}
