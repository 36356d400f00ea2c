package dev.parley.messenger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.message.World;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.session.Seal;
import dev.parley.messenger.session.ServerKeys;
import dev.parley.messenger.sync.SyncCursors.Reader;
import dev.parley.store.Engine;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world with its sync store, and devices that follow their users' logs. */
final class SyncWorld implements AutoCloseable {
  static final long DAY = 86_400_000;
  private static final int PAGE = 200;

  final World world;
  final Transactions transactions;
  final Epoch epoch;
  final Sync sync;
  final FanOut fanOut;
  final Parking parking;
  final LogRetention retention;
  final SyncHistory history;

  SyncWorld(Engine engine) {
    world = new World(engine);
    transactions = new Transactions(world.store(), _ -> {});
    epoch = new Epoch(engine, new SecureRandom());
    sync = another();
    fanOut = new FanOut(transactions, world::now);
    parking = new Parking(transactions, world::now);
    retention = new LogRetention(transactions, world::now);
    history = new SyncHistory(transactions);
  }

  /** As another node of the same store has it. */
  Sync another() {
    var keys =
        new ServerKeys(
            transactions, world::now, new SecureRandom(), ServerKeys.Purpose.SYNC_CURSOR);
    return new Sync(
        transactions,
        world::now,
        epoch,
        new SyncCursors(new Seal(keys)),
        world.all.list(),
        world.pages);
  }

  /** Moves all that waits, as the worker would. */
  List<Pointer> drain() {
    return drain(fanOut);
  }

  static List<Pointer> drain(FanOut fanOut) {
    var all = new ArrayList<Pointer>();
    FanOut.Batch batch;
    do {
      batch = fanOut.runBatch();
      all.addAll(batch.pointers());
    } while (batch.more());
    return all;
  }

  void park() {
    while (parking.runBatch().more()) {}
  }

  void retain() {
    while (retention.runBatch().more()) {}
  }

  Device device(long user) {
    long id = world.ids.next();
    long now = world.now().toEpochMilli();
    world.execute(
        """
        insert into device (user_id, device_id, name, network, created_at, last_seen_at)
        values (?, ?, 'phone', '', ?, ?)
        """,
        user,
        id,
        now,
        now);
    return new Device(new Reader(user, id));
  }

  /** One device: its cursor, and every entry that it got. */
  final class Device {
    final Reader reader;
    final List<Pointer> got = new ArrayList<>();
    @Nullable String cursor;
    List<GroupHead> heads = List.of();

    Device(Reader reader) {
      this.reader = reader;
    }

    /** Takes a snapshot and stands behind it. */
    Snapshot begin() {
      Snapshot snapshot = sync.snapshot(reader, 20, 50);
      cursor = snapshot.cursor();
      heads = snapshot.heads();
      return snapshot;
    }

    Pull pull() {
      return sync.pull(reader, cursor, null, PAGE);
    }

    /** Follows the log to its end; nothing may be left out. */
    List<Pointer> follow() {
      var fresh = new ArrayList<Pointer>();
      Pull pull;
      do {
        pull = pull();
        assertThat(pull.reset()).as("reset").isNull();
        fresh.addAll(pull.entries());
        cursor = pull.cursor();
        heads = pull.heads();
      } while (pull.more());
      for (int i = 1; i < fresh.size(); i++) {
        assertThat(fresh.get(i).syncSeq()).isEqualTo(fresh.get(i - 1).syncSeq() + 1);
      }
      got.addAll(fresh);
      return fresh;
    }

    @Nullable Reset reset() {
      return pull().reset();
    }
  }

  /** The messages that entries tell of. */
  static List<Long> messages(List<Pointer> entries) {
    return entries.stream()
        .filter(entry -> entry.kind() == SyncKind.NEW)
        .map(Pointer::ref)
        .toList();
  }

  static List<Pointer> of(List<Pointer> entries, SyncKind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }

  @Override
  public void close() {
    world.close();
  }
}
