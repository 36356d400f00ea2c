package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import dev.parley.messenger.LazyTimes;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;

/** When people were last seen: up to an interval late, see {@link LazyTimes}. Thread-safe. */
public final class LastSeen {
  private final LazyTimes times;

  public LastSeen(Transactions transactions, InstantSource clock) {
    this.times =
        new LazyTimes(
            transactions,
            clock,
            Bound.LAST_SEEN_WAITING,
            """
            update account set last_seen_at = :at
            where user_id = :id and status <> 2
              and (last_seen_at is null or last_seen_at < :at)
            """);
  }

  /** Notes that somebody did something now. Does not block; above the bound some are not noted. */
  public void touch(long userId) {
    times.touch(userId);
  }

  /**
   * Writes what was noted, in one transaction. Blocks.
   *
   * @return people it was noted of
   */
  public int flush() {
    return times.flush();
  }
}
