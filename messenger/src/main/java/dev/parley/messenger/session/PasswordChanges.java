package dev.parley.messenger.session;

import dev.parley.messenger.Attempts;
import dev.parley.messenger.Bound;
import dev.parley.messenger.OneTime;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Passwords;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes passwords, and with them ends the sessions that the old ones opened. Thread-safe. */
public final class PasswordChanges {
  private final Transactions transactions;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Passwords passwords;
  private final SessionEndings endings;
  private final Proofs proofs;
  private final Attempts attempts;

  public PasswordChanges(
      Transactions transactions, InstantSource clock, RandomGenerator random, Passwords passwords) {
    this.transactions = transactions;
    this.clock = clock;
    this.random = random;
    this.passwords = passwords;
    this.endings = new SessionEndings(clock);
    this.proofs = new Proofs(transactions, clock, passwords);
    this.attempts = new Attempts(Bound.SIGN_IN_FREE, Bound.SIGN_IN_LONGEST_WAIT_MILLIS, clock);
  }

  /**
   * Changes the caller's password and ends all their other sessions. An account that has none gets
   * its first one, if its owner has signed in just now.
   *
   * @throws Refusal {@code wrong-password} naming {@code current_password}; {@code proof-required};
   *     or as {@link Passwords#hashNew} for {@code new_password}
   */
  public void change(Caller caller, @Nullable String current, @Nullable String fresh) {
    long userId = caller.userId();
    String attempt = Long.toString(userId);
    attempts.begin(attempt);
    Owner owner = owner(userId);
    if (owner.hash == null) {
      proofs.require(caller, null);
    } else if (!passwords.matches(current, owner.hash)) {
      throw Refusal.ofField(
          RefusalCode.WRONG_PASSWORD, "current_password", "this is not the account's password");
    }
    attempts.forgive(attempt);
    String hash = passwords.hashNew("new_password", fresh, owner.about());
    transactions.write(
        userId,
        (handle, events) -> {
          var accounts = new AccountTable(handle);
          accounts.lock(userId);
          accounts.setPassword(userId, hash, clock.millis());
          resets(handle).forget(userId);
          endings.all(handle, userId, caller.sessionId(), EndReason.PASSWORD_CHANGED, events);
          return null;
        });
  }

  /**
   * Makes a token that sets a new password once. Earlier ones are void.
   *
   * @param life how long it is good, ms
   * @return what goes into the link; only its hash is kept
   * @throws Refusal {@code not-found}; {@code not-allowed} for the server's own account
   */
  public String issueReset(long userId, Bound life) {
    if (userId == Accounts.SYSTEM_USER) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "nobody signs in as the server");
    }
    String token = OneTime.make(random);
    return transactions.write(
        userId,
        (handle, _) -> {
          var accounts = new AccountTable(handle);
          accounts.lock(userId);
          if (accounts.byId(userId).isEmpty()) {
            throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such account");
          }
          long now = clock.millis();
          resets(handle).replace(userId, OneTime.hash(token), "", now, now + life.value());
          return token;
        });
  }

  /**
   * Sets a new password by a token and ends all sessions.
   *
   * @throws Refusal naming {@code token} if it is unknown, used or too old; or as {@link
   *     Passwords#hashNew}, and then the token stays good
   */
  public void reset(@Nullable String token, @Nullable String fresh) {
    String tokenHash = OneTime.hash(token == null ? "" : token);
    long userId =
        transactions
            .read(handle -> resets(handle).owner(tokenHash, clock.millis()))
            .map(TokenTable.Owner::userId)
            .orElseThrow(PasswordChanges::badToken);
    String hash = passwords.hashNew("new_password", fresh, owner(userId).about());
    transactions.write(
        userId,
        (handle, events) -> {
          var accounts = new AccountTable(handle);
          accounts.lock(userId);
          if (!resets(handle).use(tokenHash)) {
            throw badToken();
          }
          accounts.setPassword(userId, hash, clock.millis());
          accounts.raiseEpoch(userId);
          endings.all(handle, userId, 0, EndReason.PASSWORD_RESET, events);
          return null;
        });
  }

  private record Owner(Account account, @Nullable String hash) {
    List<String> about() {
      return Stream.of(account.username(), account.displayName(), account.email())
          .filter(Objects::nonNull)
          .toList();
    }

    @Override
    public String toString() {
      return "Owner[%d]".formatted(account.userId());
    }
  }

  private Owner owner(long userId) {
    return transactions.read(handle -> {
      var table = new AccountTable(handle);
      return new Owner(
          table.find(userId).orElseThrow(), table.byId(userId).orElseThrow().passwordHash());
    });
  }

  private static TokenTable resets(Handle handle) {
    return new TokenTable(handle, TokenTable.Purpose.PASSWORD_RESET);
  }

  private static Refusal badToken() {
    return Refusal.ofField(
        RefusalCode.INVALID_FIELD, "token", "this link is unknown, was used, or is too old");
  }
}
