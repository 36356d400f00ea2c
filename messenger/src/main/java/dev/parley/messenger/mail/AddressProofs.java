package dev.parley.messenger.mail;

import dev.parley.messenger.Bound;
import dev.parley.messenger.OneTime;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.AddressClaimed;
import dev.parley.messenger.account.EmailAddress;
import dev.parley.messenger.session.TokenTable;
import dev.parley.store.StoreErrors;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Proves that people read the mail of the addresses that they claim. Only then an address counts,
 * and for one account alone. Thread-safe; blocks.
 */
public final class AddressProofs {
  private final Transactions transactions;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Proofs of addresses.
   *
   * @param random must not be guessable
   */
  public AddressProofs(Transactions transactions, InstantSource clock, RandomGenerator random) {
    this.transactions = transactions;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Asks for another mail to the caller's address.
   *
   * @throws Refusal naming {@code email} if there is none, or it is verified already; {@code
   *     rate-limited}
   */
  public void ask(long userId) {
    transactions.write(
        userId,
        (handle, events) -> {
          Account account =
              new AccountTable(handle)
                  .find(userId)
                  .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is no such account"));
          String email = account.email();
          if (email == null || account.emailVerified()) {
            throw Refusal.ofField(
                RefusalCode.INVALID_FIELD, "email", "expected an address that is not verified yet");
          }
          events.accept(new AddressClaimed(userId, EmailAddress.of(email).norm()));
          return null;
        });
  }

  /** The secret of a link; earlier ones of this person are void. */
  String issue(long userId, String address) {
    String token = OneTime.make(random);
    return transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          long now = clock.millis();
          long expiresAt = now + Bound.ADDRESS_PROOF_MILLIS.value();
          tokens(handle).replace(userId, OneTime.hash(token), address, now, expiresAt);
          return token;
        });
  }

  /**
   * Lets an address count, by the token of a link.
   *
   * @throws Refusal naming {@code token} if it is unknown, used, too old, or of an address that the
   *     account does not have any more; {@code already-exists} if another account has it verified
   */
  public void verify(@Nullable String token) {
    String hash = OneTime.hash(token == null ? "" : token);
    TokenTable.Owner owner =
        transactions
            .read(handle -> tokens(handle).owner(hash, clock.millis()))
            .orElseThrow(AddressProofs::badToken);
    long userId = owner.userId();
    try {
      transactions.write(
          userId,
          (handle, _) -> {
            var accounts = new AccountTable(handle);
            accounts.lock(userId);
            boolean same =
                accounts
                    .find(userId)
                    .map(Account::email)
                    .filter(email -> EmailAddress.of(email).norm().equals(owner.about()))
                    .isPresent();
            if (!same || !tokens(handle).use(hash)) {
              throw badToken();
            }
            accounts.verifyEmails(List.of(userId), clock.millis());
            return null;
          });
    } catch (UnableToExecuteStatementException e) {
      throw StoreErrors.isUniqueViolation(e)
          ? Refusal.of(RefusalCode.ALREADY_EXISTS, "another account has this address verified")
          : e;
    }
  }

  private static TokenTable tokens(Handle handle) {
    return new TokenTable(handle, TokenTable.Purpose.VERIFY_ADDRESS);
  }

  private static Refusal badToken() {
    return Refusal.ofField(
        RefusalCode.INVALID_FIELD, "token", "this link is unknown, was used, or is too old");
  }
}
