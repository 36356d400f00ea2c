package dev.parley.messenger.session;

import dev.parley.messenger.Attempts;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.AccountTable.Credential;
import dev.parley.messenger.account.Passwords;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What changes how somebody gets in needs more than a token, which may be stolen: the password, or
 * a sign-in of just now. Thread-safe; blocks.
 */
public final class Proofs {
  private final Transactions transactions;
  private final InstantSource clock;
  private final Passwords passwords;
  private final Attempts attempts;

  public Proofs(Transactions transactions, InstantSource clock, Passwords passwords) {
    this.transactions = transactions;
    this.clock = clock;
    this.passwords = passwords;
    this.attempts = new Attempts(Bound.SIGN_IN_FREE, Bound.SIGN_IN_LONGEST_WAIT_MILLIS, clock);
  }

  /**
   * Lets the caller go on, or not.
   *
   * @param password null if none was given
   * @throws Refusal {@code proof-required} if the sign-in is too old and no password was given;
   *     {@code wrong-password} naming {@code password}; {@code rate-limited}
   */
  public void require(Caller caller, @Nullable String password) {
    if (isFresh(caller)) {
      return;
    }
    if (password == null || password.isEmpty()) {
      throw Refusal.of(
          RefusalCode.PROOF_REQUIRED, "give your password, or sign out and in again first");
    }
    String attempt = Long.toString(caller.userId());
    attempts.begin(attempt);
    String hash =
        transactions.read(handle ->
            new AccountTable(handle)
                .byId(caller.userId())
                .map(Credential::passwordHash)
                .orElse(null));
    if (!passwords.matches(password, hash)) {
      throw Refusal.ofField(
          RefusalCode.WRONG_PASSWORD, "password", "this is not the account's password");
    }
    attempts.forgive(attempt);
  }

  /** Whether the caller has signed in just now. */
  boolean isFresh(Caller caller) {
    long since = clock.millis() - Bound.PROOF_MILLIS.value();
    return transactions
        .read(handle -> new FamilyTable(handle).find(caller.sessionId()))
        .filter(family -> family.createdAt() > since)
        .isPresent();
  }
}
