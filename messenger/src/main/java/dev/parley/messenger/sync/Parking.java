package dev.parley.messenger.sync;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Parks users of whom no device was seen for as long as logs are kept: nothing is written for them
 * until one comes back and takes a snapshot. The job behind it runs on one server of all.
 */
public final class Parking {
  private static final int AT_ONCE = 200;

  // by the index of the idle ones; the rest by primary keys
  static final String IDLE =
      """
      select s.user_id from user_sync s
      left join account a on a.user_id = s.user_id
      where s.parked = 0 and s.last_active_at < :before
        and coalesce(a.last_seen_at, 0) < :before
        and not exists (
          select 1 from device d where d.user_id = s.user_id and d.last_seen_at >= :before)
      order by s.last_active_at limit :limit
      """;

  // One number is left out and the floor raised to it. So every place from before is below the
  // floor, also for the devices that come after the one that unparks; and the head that is told to
  // who begins to listen is above it.
  private static final String PARK =
      """
      update user_sync set parked = 1, last_seq = last_seq + 1, floor_seq = last_seq + 1
      where user_id = :user and parked = 0 and last_active_at < :before
      """;

  private final Transactions transactions;
  private final InstantSource clock;

  public Parking(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Parks some. Blocks. */
  public Progress runBatch() {
    long before = clock.millis() - Bound.LOG_MILLIS.value();
    return transactions.write(FanOut.LANE, (handle, _) -> park(handle, before));
  }

  private static Progress park(Handle handle, long before) {
    List<Long> idle =
        handle
            .createQuery(IDLE)
            .bind("before", before)
            .bind("limit", AT_ONCE)
            .mapTo(Long.class)
            .list();
    int parked = 0;
    for (long user : idle.stream().sorted().toList()) {
      parked += handle.createUpdate(PARK).bind("user", user).bind("before", before).execute();
    }
    return new Progress(parked, idle.size() == AT_ONCE);
  }
}
