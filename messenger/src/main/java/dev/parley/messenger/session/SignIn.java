package dev.parley.messenger.session;

import dev.parley.messenger.Attempts;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.AccountTable.Credential;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.EmailAddress;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.account.Registration;
import dev.parley.messenger.account.Username;
import dev.parley.messenger.factor.SecondFactors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Signing up and in by password. Thread-safe; blocks.
 *
 * <p>Who does not exist and who gave a wrong password get the same answer after the same work.
 * Failing slows down three things: this name from this network, everything from this network, and
 * (a little) this name from networks that its owner has never used. So nobody can lock out somebody
 * else from where they usually are.
 */
public final class SignIn {
  private final Transactions transactions;
  private final InstantSource clock;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SecondFactors factors;
  private final Sessions sessions;
  private final Budget registrations;
  private final Attempts ofPair;
  private final Attempts ofNetwork;
  private final Attempts ofName;

  public SignIn(
      Transactions transactions,
      InstantSource clock,
      Accounts accounts,
      Passwords passwords,
      SecondFactors factors,
      Sessions sessions) {
    this.transactions = transactions;
    this.clock = clock;
    this.accounts = accounts;
    this.passwords = passwords;
    this.factors = factors;
    this.sessions = sessions;
    this.registrations =
        new Budget(Bound.REGISTRATIONS_PER_HOUR.value(), Duration.ofHours(1), clock);
    this.ofPair = new Attempts(Bound.SIGN_IN_FREE, Bound.SIGN_IN_LONGEST_WAIT_MILLIS, clock);
    this.ofNetwork = new Attempts(Bound.NETWORK_FREE, Bound.NETWORK_LONGEST_WAIT_MILLIS, clock);
    this.ofName = new Attempts(Bound.NETWORK_FREE, Bound.STRANGERS_LONGEST_WAIT_MILLIS, clock);
  }

  /** A new account and its first session. */
  public record Registered(Account account, Tokens tokens) {}

  /**
   * Makes an account and signs in.
   *
   * @throws Refusal as {@link Accounts#register}; {@code rate-limited} if too many accounts come
   *     from one network
   */
  public Registered register(Registration given, Client client) {
    registrations.spend(client.network());
    Account account = accounts.register(given);
    return new Registered(account, sessions.open(account.userId(), client));
  }

  /** As below, of somebody who has no second factor, or forgets it. */
  public Tokens signIn(@Nullable String identifier, @Nullable String password, Client client) {
    return signIn(identifier, password, null, client);
  }

  /**
   * Signs in.
   *
   * @param identifier username or address
   * @param code of the second factor; null if none was given
   * @throws Refusal {@code wrong-credentials}, whichever of the two was wrong; {@code
   *     rate-limited}; {@code not-allowed} if all is right but the account is suspended; as {@link
   *     SecondFactors#check} if all is right but the code
   */
  public Tokens signIn(
      @Nullable String identifier,
      @Nullable String password,
      @Nullable String code,
      Client client) {
    String name = normOf(identifier == null ? "" : identifier);
    String network = client.network();
    String pair = name + " " + network;
    ofNetwork.begin(network);
    ofPair.begin(pair);
    Found found = transactions.read(handle -> find(handle, name, network));
    if (!found.knowsNetwork) {
      ofName.begin(name);
    }
    String hash = found.credential.map(Credential::passwordHash).orElse(null);
    if (!passwords.matches(password, hash)) {
      throw Refusal.of(
          RefusalCode.WRONG_CREDENTIALS, "the name or address and the password do not fit");
    }
    ofNetwork.takeBack(network);
    ofPair.forgive(pair);
    ofName.forgive(name);
    Credential account = found.credential.orElseThrow();
    if (account.status() == AccountStatus.SUSPENDED) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "this account is suspended");
    }
    renewHash(account, String.valueOf(password), String.valueOf(hash));
    if (factors.isOn(account.userId())) {
      factors.check(account.userId(), code);
    }
    return sessions.open(account.userId(), client);
  }

  private record Found(Optional<Credential> credential, boolean knowsNetwork) {}

  private static Found find(Handle handle, String name, String network) {
    var table = new AccountTable(handle);
    Optional<Credential> found = name.contains("@") ? table.byEmail(name) : table.byUsername(name);
    long userId = found.map(Credential::userId).orElse(0L); // nobody; asked for all the same
    return new Found(found, new DeviceTable(handle).knowsNetwork(userId, network));
  }

  private void renewHash(Credential account, String password, String hash) {
    if (passwords.isOutdated(hash)) {
      String fresh = passwords.rehash(password);
      transactions.write(
          account.userId(),
          (handle, _) -> {
            new AccountTable(handle).setPassword(account.userId(), fresh, clock.millis());
            return null;
          });
    }
  }

  /** The comparable form of a name or an address; nobody's if it can be neither. */
  public static String normOf(String identifier) {
    if (identifier.length() > Bound.EMAIL_LENGTH.value()) {
      return "";
    }
    if (!identifier.contains("@")) {
      return Username.normOf(identifier);
    }
    try {
      return EmailAddress.of(identifier).norm();
    } catch (Refusal _) {
      return "@"; // nobody's
    }
  }
}
