package dev.parley.messenger.session;

import dev.parley.messenger.Event;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.account.Registration;
import dev.parley.messenger.factor.SecondFactors;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything about accounts and sessions on a real store, with a clock that the test moves. */
final class People implements AutoCloseable {
  static final String PASSWORD = "seven green Ladders";
  static final Client LAPTOP = new Client(null, "Laptop", "192.0.2.0/24");

  final List<Event> told = new CopyOnWriteArrayList<>();
  final Transactions transactions;
  final Passwords passwords;
  final Accounts accounts;
  final ServerKeys accessKeys;
  final AccessTokens accessTokens;
  final Sessions sessions;
  final LastSeen lastSeen;
  final LiveSessions live;
  final SecondFactors factors;
  final SignIn signIn;
  final PasswordChanges passwordChanges;
  final Suspensions suspensions;
  final SessionSweep sweep;
  private final StoreFixture place;
  private final Store store;
  private volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");

  People(Engine engine) {
    this(engine, new Argon2(64, 1, 1));
  }

  People(Engine engine, Argon2 cost) {
    place = StoreFixture.on(engine);
    store = place.open();
    InstantSource clock = () -> now;
    var listeners = new EventListeners();
    var random = new SecureRandom();
    var ids = new Ids(clock, 0, 0);
    transactions = new Transactions(store, listeners);
    passwords = new Passwords(cost, random);
    accounts =
        new Accounts(transactions, ids, clock, passwords, List.of(new SessionDeletion(clock)));
    accessKeys = new ServerKeys(transactions, clock, random, ServerKeys.Purpose.ACCESS_TOKEN);
    accessTokens = new AccessTokens(accessKeys, clock);
    var refreshKeys = new ServerKeys(transactions, clock, random, ServerKeys.Purpose.REFRESH_TOKEN);
    sessions = new Sessions(transactions, ids, clock, random, refreshKeys, accessTokens);
    lastSeen = new LastSeen(transactions, clock);
    live = new LiveSessions(transactions, accessTokens, lastSeen);
    listeners.add(live);
    listeners.add(told::add);
    factors = new SecondFactors(transactions, clock, random);
    signIn = new SignIn(transactions, clock, accounts, passwords, factors, sessions);
    passwordChanges = new PasswordChanges(transactions, clock, random, passwords);
    suspensions = new Suspensions(transactions, clock);
    sweep = new SessionSweep(transactions, clock);
  }

  Tokens register(String username) {
    return signIn.register(new Registration(username, PASSWORD, null, null, null), LAPTOP).tokens();
  }

  /** What another node would see: the same store, a memory of its own. */
  LiveSessions otherNode() {
    return new LiveSessions(transactions, accessTokens, lastSeen);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  List<SessionEnded> ended() {
    return told.stream()
        .filter(SessionEnded.class::isInstance)
        .map(SessionEnded.class::cast)
        .toList();
  }

  @Override
  public void close() {
    passwords.close();
    store.close();
    place.close();
  }
}
