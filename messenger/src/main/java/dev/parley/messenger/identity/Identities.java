package dev.parley.messenger.identity;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.EmailAddress;
import dev.parley.store.StoreErrors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Opens, makes and links accounts by what providers say. Thread-safe; blocks. */
public final class Identities {
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final Accounts accounts;
  private final Budget registrations;

  public Identities(Transactions transactions, Ids ids, InstantSource clock, Accounts accounts) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.accounts = accounts;
    this.registrations =
        new Budget(Bound.REGISTRATIONS_PER_HOUR.value(), Duration.ofHours(1), clock);
  }

  /** What somebody who comes from a provider finds. */
  public sealed interface Entry {}

  /** An account that this person has proven to be theirs. */
  public record Opened(long userId) implements Entry {}

  /** Another account has this person's address verified; its owner may sign in there and link. */
  public record AddressTaken() implements Entry {}

  /**
   * Opens the account that is linked, or makes one.
   *
   * @param network see {@link dev.parley.messenger.session.Network}
   * @throws Refusal {@code rate-limited} if too many accounts come from one network
   */
  public Entry enter(Foreign who, String network) {
    Optional<Long> known = transactions.read(handle -> new IdentityTable(handle).owner(who));
    if (known.isPresent()) {
      return new Opened(known.get());
    }
    registrations.spend(network);
    long id = ids.next();
    try {
      return enterOrMake(who, id);
    } catch (UnableToExecuteStatementException e) {
      if (!StoreErrors.isUniqueViolation(e)) {
        throw e;
      }
      return enterOrMake(who, id); // the same person, twice in one moment
    }
  }

  private Entry enterOrMake(Foreign who, long id) {
    return transactions.write(
        id,
        (handle, events) -> {
          var identities = new IdentityTable(handle);
          Optional<Long> known = identities.owner(who);
          if (known.isPresent()) {
            return new Opened(known.get());
          }
          EmailAddress email = verified(who);
          if (email != null && isTaken(handle, email)) {
            return new AddressTaken();
          }
          make(handle, who, id, email, events);
          identities.insert(id, who, clock.millis());
          return new Opened(id);
        });
  }

  private void make(
      Handle handle, Foreign who, long id, @Nullable EmailAddress email, Consumer<Event> events) {
    accounts.adopt(handle, id, who.handle(), who.name(), email, who.locale(), events);
    if (email != null) {
      new AccountTable(handle).verifyEmails(List.of(id), clock.millis());
    }
  }

  /** An address that the provider does not vouch for counts for nothing, so it is not kept. */
  private static @Nullable EmailAddress verified(Foreign who) {
    if (who.email() == null || !who.emailVerified()) {
      return null;
    }
    try {
      return EmailAddress.of(who.email());
    } catch (Refusal _) {
      return null;
    }
  }

  private static boolean isTaken(Handle handle, EmailAddress email) {
    var table = new AccountTable(handle);
    return table
        .byEmail(email.norm())
        .flatMap(found -> table.find(found.userId()))
        .filter(Account::emailVerified)
        .isPresent();
  }

  /**
   * Lets an account elsewhere open this one. Doing it again changes nothing.
   *
   * @throws Refusal {@code already-exists} if it opens another account, or another one of this
   *     provider opens this account
   */
  public void link(long userId, Foreign who) {
    try {
      transactions.write(
          userId,
          (handle, _) -> {
            new AccountTable(handle).lock(userId);
            var identities = new IdentityTable(handle);
            Optional<Long> owner = identities.owner(who);
            if (owner.isPresent() && owner.get() == userId) {
              return null;
            }
            boolean full =
                identities.list(userId).stream()
                    .anyMatch(one -> one.provider().equals(who.provider()));
            if (owner.isPresent() || full) {
              throw taken();
            }
            identities.insert(userId, who, clock.millis());
            return null;
          });
    } catch (UnableToExecuteStatementException e) {
      throw StoreErrors.isUniqueViolation(e) ? taken() : e; // linked elsewhere this very moment
    }
  }

  private static Refusal taken() {
    return Refusal.of(
        RefusalCode.ALREADY_EXISTS,
        "that account opens another one here, or another one of that provider opens yours");
  }

  /** The accounts elsewhere that open this one, the first linked first. */
  public List<Linked> list(long userId) {
    return transactions.read(handle -> new IdentityTable(handle).list(userId));
  }

  /**
   * Ends a link.
   *
   * @throws Refusal {@code not-found}; {@code last-way-in}
   */
  public void unlink(long userId, String provider) {
    transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          if (!new IdentityTable(handle).delete(userId, provider)) {
            throw Refusal.of(RefusalCode.NOT_FOUND, "no account of this provider is linked");
          }
          WaysIn.requireOne(handle, userId);
          return null;
        });
  }
}
