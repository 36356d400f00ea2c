package dev.parley.messenger.session;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.Accounts;
import java.time.InstantSource;

/** Turns accounts away and lets them in again. For operators. Thread-safe; blocks. */
public final class Suspensions {
  private final Transactions transactions;
  private final InstantSource clock;
  private final SessionEndings endings;

  public Suspensions(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.endings = new SessionEndings(clock);
  }

  /**
   * Ends all sessions of somebody and refuses new ones.
   *
   * @throws Refusal {@code not-found}; {@code not-allowed} for the server's own account
   */
  public Account suspend(long userId) {
    return set(userId, AccountStatus.SUSPENDED);
  }

  /**
   * Lets somebody sign in again.
   *
   * @throws Refusal {@code not-found}
   */
  public Account restore(long userId) {
    return set(userId, AccountStatus.ACTIVE);
  }

  private Account set(long userId, AccountStatus status) {
    if (userId == Accounts.SYSTEM_USER) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "the server's own account stays as it is");
    }
    return transactions.write(
        userId,
        (handle, events) -> {
          var accounts = new AccountTable(handle);
          accounts.lock(userId);
          if (accounts.find(userId).isEmpty()) {
            throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such account");
          }
          accounts.setStatus(userId, status, clock.millis());
          if (status == AccountStatus.SUSPENDED) {
            accounts.raiseEpoch(userId);
            endings.all(handle, userId, 0, EndReason.ACCOUNT_SUSPENDED, events);
          }
          return accounts.find(userId).orElseThrow();
        });
  }
}
