package dev.parley.messenger.privacy;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;

/** What people show of themselves, for themselves to settle. Thread-safe; blocks. */
public final class Privacy {
  private final Transactions transactions;
  private final Outbox outbox;
  private final Ids ids;

  public Privacy(Transactions transactions, Outbox outbox, Ids ids) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.ids = ids;
  }

  public PrivacySettings settings(long userId) {
    return transactions.read(handle -> new PrivacyTable(handle).find(userId));
  }

  /**
   * Turns some switches; holds from the commit on, and all devices of the user hear of it.
   *
   * @return all of them as they are now
   */
  public PrivacySettings change(long userId, PrivacyChange change) {
    long ref = ids.next();
    return transactions.write(
        userId,
        (handle, events) -> {
          var table = new PrivacyTable(handle);
          PrivacySettings before = table.find(userId);
          PrivacySettings after = change.in(before);
          if (!after.equals(before)) {
            table.put(userId, after);
            outbox.toUserAlone(handle, SyncKind.SETTINGS, ref, userId);
            events.accept(new PrivacyChanged(userId, before, after));
          }
          return after;
        });
  }
}
