package dev.parley.server.wiring;

import dev.parley.messenger.EventRecorder;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.factor.FactorDeletion;
import dev.parley.messenger.factor.SecondFactors;
import dev.parley.messenger.identity.Flows;
import dev.parley.messenger.identity.Identities;
import dev.parley.messenger.identity.IdentityDeletion;
import dev.parley.messenger.mail.AddressProofs;
import dev.parley.messenger.mail.MailDeletion;
import dev.parley.messenger.mail.MailOutbox;
import dev.parley.messenger.mail.MailRecorder;
import dev.parley.messenger.mail.Recovery;
import dev.parley.messenger.passkey.PasskeyDeletion;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.Proofs;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.jobs.Job;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Mails, and the ways in beside a password. */
@Factory
final class IdentityParts {
  private static final Duration SWEEP = Duration.ofMinutes(10);

  private final SecureRandom random = new SecureRandom();

  /** Takes a provider, because making ids needs transactions, which need this. */
  @Singleton
  EventRecorder mailRecorder(BeanProvider<Ids> ids, Clock clock, ServerSettings settings) {
    return settings.identity().sendsMail()
        ? new MailRecorder(() -> ids.get().next(), clock)
        : (_, _) -> {};
  }

  @Singleton
  AddressProofs addressProofs(Transactions transactions, Clock clock) {
    return new AddressProofs(transactions, clock, random);
  }

  @Singleton
  Recovery recovery(Transactions transactions, Clock clock, Ids ids) {
    return new Recovery(transactions, clock, ids::next);
  }

  @Singleton
  MailOutbox mailOutbox(
      Transactions transactions, Clock clock, AddressProofs proofs, PasswordChanges passwords) {
    return new MailOutbox(transactions, clock, proofs, passwords);
  }

  @Singleton
  MailDeletion mailDeletion() {
    return new MailDeletion();
  }

  @Singleton
  SecondFactors secondFactors(Transactions transactions, Clock clock) {
    return new SecondFactors(transactions, clock, random);
  }

  @Singleton
  FactorDeletion factorDeletion() {
    return new FactorDeletion();
  }

  @Singleton
  Proofs proofs(Transactions transactions, Clock clock, Passwords passwords) {
    return new Proofs(transactions, clock, passwords);
  }

  @Singleton
  Identities identities(Transactions transactions, Ids ids, Clock clock, Accounts accounts) {
    return new Identities(transactions, ids, clock, accounts);
  }

  @Singleton
  Flows flows(Transactions transactions, Clock clock) {
    return new Flows(transactions, clock, random);
  }

  @Singleton
  IdentityDeletion identityDeletion() {
    return new IdentityDeletion();
  }

  @Singleton
  PasskeyDeletion passkeyDeletion() {
    return new PasskeyDeletion();
  }

  @Singleton
  Job flowSweep(Flows flows) {
    return new Job("flow-sweep", Job.Where.ONE_NODE, SWEEP, flows::sweep);
  }
}
