package dev.parley.messenger.account;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.LocaleTag;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.external.ExternalNameTable;
import dev.parley.messenger.media.OwnImages;
import dev.parley.store.StoreErrors;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes accounts. Thread-safe; blocks. */
public final class Accounts {
  /** The account that speaks in notices. Nobody can sign in as it. */
  public static final long SYSTEM_USER = 1;

  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final Passwords passwords;
  private final List<AccountDeletionStep> deletionSteps;
  private final OwnImages images = new OwnImages();

  public Accounts(
      Transactions transactions,
      Ids ids,
      InstantSource clock,
      Passwords passwords,
      List<AccountDeletionStep> deletionSteps) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.passwords = passwords;
    this.deletionSteps = List.copyOf(deletionSteps);
  }

  /**
   * Makes an account.
   *
   * @throws Refusal naming the first field that cannot be used; {@code username-taken}
   */
  public Account register(Registration given) {
    return register(given, about -> passwords.hashNew("password", given.password(), about), true);
  }

  /**
   * Makes an account whose password everybody may know: it is not judged. Only for people who are
   * made up, on a server that others cannot reach.
   *
   * @throws Refusal as {@link #register(Registration)}, but for the password
   */
  public Account registerForShow(Registration given) {
    String password = Objects.requireNonNull(given.password(), "password");
    return register(given, _ -> passwords.rehash(password), false);
  }

  /** Lets the addresses of these people count as verified, all or none. */
  public void vouchFor(Collection<Long> userIds) {
    List<Long> ids = List.copyOf(userIds);
    transactions.write(
        ids.getFirst(),
        (handle, _) -> {
          new AccountTable(handle).verifyEmails(ids, clock.millis());
          return null;
        });
  }

  /**
   * @param real whether the address is one that can be written to
   */
  private Account register(
      Registration given, Function<List<String>, String> hashing, boolean real) {
    Username username = Username.of(given.username());
    EmailAddress email = emailOrNull(given.email());
    String displayName =
        given.displayName() == null || given.displayName().isBlank()
            ? username.text()
            : Line.displayName(given.displayName());
    String locale = localeOrNull(given.locale());
    refuseIfTaken(username); // before the costly hash
    var about =
        Stream.of(username.norm(), displayName, email == null ? null : email.norm(), "parley")
            .filter(Objects::nonNull)
            .toList();
    String hash = hashing.apply(about);
    long id = ids.next();
    return transactions.write(
        id,
        (handle, events) -> {
          var table = new AccountTable(handle);
          if (!table.insert(id, username, email, hash, displayName, locale, clock.millis())) {
            throw taken();
          }
          events.accept(new AccountCreated(id));
          if (email != null && real) {
            events.accept(new AddressClaimed(id, email.norm()));
          }
          return table.find(id).orElseThrow();
        });
  }

  /**
   * Makes an account without a password for a back end, unless one of this external name exists.
   *
   * @throws Refusal naming the first field that cannot be used; {@code username-taken}
   */
  public Provided provide(Provision given) {
    ExternalName name = given.name();
    Optional<Account> known = name == null ? Optional.empty() : named(name);
    if (known.isPresent()) {
      return new Provided(known.get(), false);
    }
    long id = ids.next();
    String typed = given.username();
    Username username = Username.of(typed == null ? "u" + Long.toString(id, 36) : typed);
    EmailAddress email = emailOrNull(given.email());
    String displayName =
        given.displayName() == null ? username.text() : Line.displayName(given.displayName());
    String locale = localeOrNull(given.locale());
    return transactions.write(
        id,
        (handle, events) -> {
          var table = new AccountTable(handle);
          if (name != null && !new ExternalNameTable(handle).claim(name, id)) {
            return new Provided(bearer(handle, name).orElseThrow(Accounts::gone), false);
          }
          if (!table.insert(id, username, email, null, displayName, locale, clock.millis())) {
            throw taken();
          }
          events.accept(new AccountCreated(id));
          return new Provided(find(table, id), true);
        });
  }

  /**
   * Makes an account without a password inside a transaction of somebody else's, who has found out
   * who it is for. Names that cannot be used are replaced.
   *
   * @param handleWish a username, if it is free and legal; else one is made up
   * @param nameWish what others see, if it can be used
   * @param email null for none; it is not verified
   * @param locale BCP 47; left out if it is none
   */
  public void adopt(
      Handle handle,
      long id,
      String handleWish,
      String nameWish,
      @Nullable EmailAddress email,
      @Nullable String locale,
      Consumer<Event> events) {
    var table = new AccountTable(handle);
    Username made = Username.of("u" + Long.toString(id, 36));
    Username username =
        legal(() -> Username.of(handleWish))
            .filter(wish -> !table.isTaken(wish.norm(), 0))
            .orElse(made);
    String displayName = legal(() -> Line.displayName(nameWish)).orElse(username.text());
    String tag = legal(() -> localeOrNull(locale)).orElse(null);
    if (!table.insert(id, username, email, null, displayName, tag, clock.millis())) {
      throw taken();
    }
    events.accept(new AccountCreated(id));
  }

  private static <T> Optional<T> legal(Supplier<@Nullable T> parsing) {
    try {
      return Optional.ofNullable(parsing.get());
    } catch (Refusal _) {
      return Optional.empty();
    }
  }

  private Optional<Account> named(ExternalName name) {
    return transactions.read(handle -> bearer(handle, name));
  }

  private static Optional<Account> bearer(Handle handle, ExternalName name) {
    return new ExternalNameTable(handle).find(name).flatMap(new AccountTable(handle)::find);
  }

  /**
   * The account of whoever asks.
   *
   * @throws Refusal {@code not-found} if it is deleted
   */
  public Account find(long userId) {
    return transactions.read(handle -> find(new AccountTable(handle), userId));
  }

  /**
   * An account by its handle.
   *
   * @throws Refusal {@code not-found}
   */
  public Account findByUsername(String username) {
    return transactions.read(handle -> {
      var table = new AccountTable(handle);
      return table
          .byUsername(Username.normOf(username))
          .flatMap(known -> table.find(known.userId()))
          .orElseThrow(Accounts::gone);
    });
  }

  /** One page of all accounts, oldest first, for operators. */
  public List<Account> page(long after, int limit) {
    return transactions.read(handle -> new AccountTable(handle).page(after, limit));
  }

  /**
   * Changes what an owner may change.
   *
   * @throws Refusal naming the first field that cannot be used; {@code username-taken}
   */
  public Account change(long userId, AccountChange change) {
    Username username = change.username() == null ? null : Username.of(change.username());
    EmailAddress email = emailOrNull(change.email());
    String displayName =
        change.displayName() == null ? null : Line.displayName(change.displayName());
    String signature = change.signature() == null ? null : Line.signature(change.signature());
    String locale = localeOrNull(change.locale());
    try {
      return transactions.write(
          userId,
          (handle, events) -> {
            var table = new AccountTable(handle);
            table.lock(userId);
            Account before = find(table, userId);
            if (username != null && !username.text().equals(before.username())) {
              if (table.isTaken(username.norm(), userId)) {
                throw taken();
              }
              table.setUsername(userId, username);
            }
            if (change.email() != null
                && !Objects.equals(email == null ? null : email.text(), before.email())) {
              table.setEmail(userId, email, clock.millis());
              if (email != null) {
                events.accept(new AddressClaimed(userId, email.norm()));
              }
            }
            Account after = changed(before, change, displayName, signature, locale);
            exchangeImages(handle, before, after);
            table.setProfile(after, clock.millis());
            new ProfileTable(handle)
                .byIds(List.of(userId))
                .forEach(profile -> events.accept(new ProfileChanged(profile)));
            return find(table, userId);
          });
    } catch (UnableToExecuteStatementException e) {
      throw StoreErrors.isUniqueViolation(e) ? taken() : e; // two nodes, one name, the same moment
    }
  }

  private void exchangeImages(Handle handle, Account before, Account after) {
    long now = clock.millis();
    images.exchange(
        handle, "avatar_id", after.userId(), before.avatarFile(), after.avatarFile(), now);
    images.exchange(
        handle,
        "background_id",
        after.userId(),
        before.backgroundFile(),
        after.backgroundFile(),
        now);
  }

  /** What was before, but for what is given. */
  private static Account changed(
      Account before,
      AccountChange change,
      @Nullable String displayName,
      @Nullable String signature,
      @Nullable String locale) {
    return new Account(
        before.userId(),
        before.username(),
        before.email(),
        before.emailVerified(),
        displayName == null ? before.displayName() : displayName,
        signature == null ? before.signature() : signature,
        file(change.avatarFile(), before.avatarFile()),
        file(change.backgroundFile(), before.backgroundFile()),
        change.locale() == null ? before.locale() : locale,
        before.status(),
        before.hasPassword(),
        before.lastSeenAt(),
        before.createdAt(),
        before.updatedAt(),
        before.version());
  }

  /**
   * Deletes an account for good: its data is blanked, and every registered step runs, in one
   * transaction.
   *
   * @param password checked if the account has one: a stolen token must not be enough
   */
  public void delete(long userId, @Nullable String password) {
    String hash =
        transactions.read(handle ->
            new AccountTable(handle).byId(userId).orElseThrow(Accounts::gone).passwordHash());
    if (hash != null && !passwords.matches(password, hash)) {
      throw Refusal.ofField(
          RefusalCode.WRONG_PASSWORD, "password", "this is not the account's password");
    }
    remove(userId);
  }

  /**
   * Deletes an account for good without asking for its password, for back ends that keep it.
   *
   * @throws Refusal {@code not-found}; {@code not-allowed} for the server's own account
   */
  public void remove(long userId) {
    if (userId == SYSTEM_USER) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "the server's own account stays as it is");
    }
    transactions.write(
        userId,
        (handle, events) -> {
          delete(handle, userId, events);
          return null;
        });
  }

  private void delete(Handle handle, long userId, Consumer<Event> events) {
    var table = new AccountTable(handle);
    table.lock(userId);
    find(table, userId);
    deletionSteps.forEach(step -> step.run(handle, userId, events));
    new ExternalNameTable(handle).release(ExternalName.Kind.USER, userId);
    table.blank(userId, clock.millis());
    events.accept(new AccountDeleted(userId));
  }

  private void refuseIfTaken(Username username) {
    boolean taken =
        transactions.read(handle -> new AccountTable(handle).isTaken(username.norm(), 0));
    if (taken) {
      throw taken();
    }
  }

  private static Account find(AccountTable table, long userId) {
    return table.find(userId).orElseThrow(Accounts::gone);
  }

  private static @Nullable EmailAddress emailOrNull(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : EmailAddress.of(typed);
  }

  private static @Nullable String localeOrNull(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : LocaleTag.of("locale", typed);
  }

  private static @Nullable Long file(@Nullable Long wanted, @Nullable Long before) {
    if (wanted == null) {
      return before;
    }
    return wanted == 0 ? null : wanted;
  }

  private static Refusal taken() {
    return Refusal.ofField(RefusalCode.USERNAME_TAKEN, "username", "this name is taken");
  }

  private static Refusal gone() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such account");
  }
}
