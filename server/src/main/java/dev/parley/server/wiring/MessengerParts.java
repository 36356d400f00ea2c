package dev.parley.server.wiring;

import dev.parley.messenger.EventListeners;
import dev.parley.messenger.EventRecorder;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountDeletionStep;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.factor.SecondFactors;
import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.session.AccessTokens;
import dev.parley.messenger.session.KeyRing;
import dev.parley.messenger.session.LastSeen;
import dev.parley.messenger.session.LiveSessions;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.SessionDeletion;
import dev.parley.messenger.session.SessionSweep;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.SignIn;
import dev.parley.messenger.session.Suspensions;
import dev.parley.server.user.LocalUsers;
import dev.parley.server.user.UserRegistry;
import dev.parley.store.Store;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The messenger's services as singletons. */
@Factory
final class MessengerParts {
  private final SecureRandom random = new SecureRandom();

  @Singleton
  EventListeners listeners() {
    return new EventListeners();
  }

  @Singleton
  Transactions transactions(Store store, EventListeners listeners, List<EventRecorder> recorders) {
    List<EventRecorder> all = List.copyOf(recorders);
    return new Transactions(
        store, listeners, (handle, events) -> all.forEach(one -> one.record(handle, events)));
  }

  @Singleton
  Ids ids(Transactions transactions, Clock clock, NodeLease lease) {
    return StoredIds.continued(transactions, clock, lease);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Passwords passwords() {
    return new Passwords(Argon2.DEFAULT, random);
  }

  @Singleton
  SessionDeletion sessionDeletion(Clock clock) {
    return new SessionDeletion(clock);
  }

  /** Deletion steps are all beans of that kind, by their order. */
  @Singleton
  Accounts accounts(
      Transactions transactions,
      Ids ids,
      Clock clock,
      Passwords passwords,
      List<AccountDeletionStep> deletionSteps) {
    return new Accounts(transactions, ids, clock, passwords, deletionSteps);
  }

  @Singleton
  Profiles profiles(Transactions transactions, Clock clock) {
    return new Profiles(transactions, clock);
  }

  @Singleton
  KeyRing keyRing(Transactions transactions, Clock clock) {
    return KeyRing.load(transactions, clock, random);
  }

  @Singleton
  AccessTokens accessTokens(KeyRing keys, Clock clock) {
    return new AccessTokens(keys.accessTokens(), clock);
  }

  @Singleton
  Sessions sessions(
      Transactions transactions, Ids ids, Clock clock, KeyRing keys, AccessTokens accessTokens) {
    return new Sessions(transactions, ids, clock, random, keys.refreshTokens(), accessTokens);
  }

  @Singleton
  LastSeen lastSeen(Transactions transactions, Clock clock) {
    return new LastSeen(transactions, clock);
  }

  @Singleton
  LiveSessions liveSessions(
      Transactions transactions,
      AccessTokens accessTokens,
      LastSeen lastSeen,
      EventListeners listeners) {
    var live = new LiveSessions(transactions, accessTokens, lastSeen);
    listeners.add(live);
    return live;
  }

  @Singleton
  SignIn signIn(
      Transactions transactions,
      Clock clock,
      Accounts accounts,
      Passwords passwords,
      SecondFactors factors,
      Sessions sessions) {
    return new SignIn(transactions, clock, accounts, passwords, factors, sessions);
  }

  @Singleton
  PasswordChanges passwordChanges(Transactions transactions, Clock clock, Passwords passwords) {
    return new PasswordChanges(transactions, clock, random, passwords);
  }

  @Singleton
  Suspensions suspensions(Transactions transactions, Clock clock) {
    return new Suspensions(transactions, clock);
  }

  @Singleton
  UserRegistry users(Accounts accounts, PasswordChanges passwordChanges, Suspensions suspensions) {
    return new LocalUsers(accounts, passwordChanges, suspensions, random);
  }

  @Singleton
  SessionSweep sessionSweep(Transactions transactions, Clock clock) {
    return new SessionSweep(transactions, clock);
  }
}
