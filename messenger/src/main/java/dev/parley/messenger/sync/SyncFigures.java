package dev.parley.messenger.sync;

import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;

/** How the outbox and the logs stand, as they were when last looked at. Thread-safe. */
public final class SyncFigures {
  // by primary key, by the index of ages, by that of the parked ones
  static final String LOOK =
      """
      select (select count(*) from outbox) as waiting,
        (select created_at from outbox order by outbox_id limit 1) as first_waits_since,
        (select min(created_at) from inbox) as oldest,
        (select count(*) from user_sync where parked = 1) as parked
      """;

  private final Transactions transactions;
  private final InstantSource clock;
  private volatile Now now = new Now(0, 0, 0, 0);

  public SyncFigures(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * One look.
   *
   * @param waiting rows of the outbox
   * @param waitingMillis age of the first of them, 0 if none waits
   * @param oldestMillis age of the oldest entry of all logs, 0 if there is none
   * @param parked users for whom nothing is written
   */
  public record Now(long waiting, long waitingMillis, long oldestMillis, long parked) {}

  public Now now() {
    return now;
  }

  /** Looks again. Blocks. */
  public Progress refresh() {
    long time = clock.millis();
    now =
        transactions.read(handle ->
            handle
                .createQuery(LOOK)
                .map((row, _) ->
                    new Now(
                        row.getLong("waiting"),
                        age(time, row.getLong("first_waits_since")),
                        age(time, row.getLong("oldest")),
                        row.getLong("parked")))
                .one());
    return Progress.DONE;
  }

  private static long age(long now, long at) {
    return at == 0 ? 0 : Math.max(0, now - at);
  }
}
