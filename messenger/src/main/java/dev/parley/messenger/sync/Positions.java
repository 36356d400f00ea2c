package dev.parley.messenger.sync;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.sync.SyncCursors.Reader;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * Keeps how far devices have come and when their users were last active. Positions only move up.
 * Thread-safe; blocks.
 */
final class Positions {
  private static final String ACTIVE =
      """
      insert into user_sync (user_id, last_active_at) values (:user, :now)
      on conflict (user_id) do update set last_active_at = excluded.last_active_at
      """;

  private static final String UNPARK = ACTIVE + ", parked = 0";

  private static final String MOVE =
      """
      update device set acked_seq = :seq, acked_at = :now
      where user_id = :user and device_id = :device and acked_seq < :seq
      """;

  private static final String MARK =
      """
      insert into sync_mark (user_id, device_id, acked_seq, acked_at, pushed)
      values (:user, :device, :seq, :now, :pushed)
      on conflict (user_id, device_id, acked_seq) do nothing
      """;

  private static final String TRIM =
      """
      delete from sync_mark
      where user_id = :user and device_id = :device and acked_seq <= (
        select acked_seq from sync_mark where user_id = :user and device_id = :device
        order by acked_seq desc limit 1 offset :most)
      """;

  private static final String ACKED =
      "select acked_seq from device where user_id = :user and device_id = :device";

  private final Transactions transactions;
  private final InstantSource clock;
  private final ReadTable table = new ReadTable();

  Positions(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * How far a device says it has come.
   *
   * @param pulled up to here by answers to it
   * @param pushed up to here by events, no less than {@code pulled}
   */
  record Reached(long pulled, long pushed) {}

  /** Up to where a device was known to have come; 0 for one that is gone. */
  long acked(Handle handle, Reader reader) {
    return handle
        .createQuery(ACKED)
        .bind("user", reader.userId())
        .bind("device", reader.deviceId())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Notes a position that is known to be right, and the activity. Writes only what is new. */
  void reached(Reader reader, Reached place, long acked, LogState state) {
    if (place.pushed() <= acked) {
      touch(reader.userId(), state);
      return;
    }
    transactions.write(
        reader.userId(),
        (handle, _) -> {
          long now = clock.millis();
          execute(handle, ACTIVE, reader.userId(), now);
          move(handle, reader, place.pulled(), now, 0);
          move(handle, reader, place.pushed(), now, 1);
          return null;
        });
  }

  private static void move(Handle handle, Reader reader, long seq, long now, int pushed) {
    int moved =
        handle
            .createUpdate(MOVE)
            .bind("user", reader.userId())
            .bind("device", reader.deviceId())
            .bind("seq", seq)
            .bind("now", now)
            .execute();
    if (moved == 0) {
      return;
    }
    handle
        .createUpdate(MARK)
        .bind("user", reader.userId())
        .bind("device", reader.deviceId())
        .bind("seq", seq)
        .bind("now", now)
        .bind("pushed", pushed)
        .execute();
    handle
        .createUpdate(TRIM)
        .bind("user", reader.userId())
        .bind("device", reader.deviceId())
        .bind("most", Bound.MARKS_PER_DEVICE.count())
        .execute();
  }

  /** Notes that a user is active, if that was not known for a while. */
  void touch(long userId, LogState state) {
    long now = clock.millis();
    if (now - state.activeAt() >= Bound.ACTIVE_MILLIS.value()) {
      transactions.write(userId, (handle, _) -> execute(handle, ACTIVE, userId, now));
    }
  }

  /**
   * From the commit on everything is written into the user's log again. A snapshot that is read
   * afterwards and the log together hold everything.
   */
  void unpark(long userId) {
    LogState state = transactions.read(handle -> table.state(handle, userId));
    if (!state.exists() || state.parked()) {
      transactions.write(userId, (handle, _) -> execute(handle, UNPARK, userId, clock.millis()));
    } else {
      touch(userId, state);
    }
  }

  private static int execute(Handle handle, String sql, long userId, long now) {
    return handle.createUpdate(sql).bind("user", userId).bind("now", now).execute();
  }
}
