package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;

/** Takes away what nobody can use any more: old sessions, devices without one, old links. */
public final class SessionSweep {
  private static final int AT_ONCE = 500;

  private final Transactions transactions;
  private final InstantSource clock;

  public SessionSweep(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Sweeps a part. Blocks.
   *
   * @return sessions and devices that were taken away
   */
  public Progress runBatch() {
    long now = clock.millis();
    long idle = now - Bound.SESSION_IDLE_MILLIS.value();
    int sessions =
        transactions.write(0, (handle, _) -> new FamilyTable(handle).forget(idle, AT_ONCE));
    int devices =
        transactions.write(
            0,
            (handle, _) -> {
              TokenTable.forgetExpired(handle, now);
              return new DeviceTable(handle).forget(idle, AT_ONCE);
            });
    return new Progress(sessions + devices, sessions == AT_ONCE || devices == AT_ONCE);
  }
}
