package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;

/** Takes away browsers whose session was forgotten, and notices of yesterday. Thread-safe. */
public final class PushSweep {
  private static final int AT_ONCE = 500;

  private final Transactions transactions;
  private final InstantSource clock;

  public PushSweep(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Sweeps a part. Blocks. */
  public Progress runBatch() {
    long now = clock.millis();
    return transactions.write(
        PushPlan.LANE,
        (handle, _) -> {
          long idle = now - Bound.SESSION_IDLE_MILLIS.value();
          int browsers = new SubscriptionTable(handle).sweep(idle, AT_ONCE);
          int notices = new NoticeTable(handle).sweep(now - Bound.PUSH_TTL_MILLIS.value(), AT_ONCE);
          handle.execute("delete from push_looking where until_at < ?", now);
          return new Progress(browsers + notices, browsers == AT_ONCE || notices == AT_ONCE);
        });
  }
}
