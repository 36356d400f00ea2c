package dev.parley.messenger.mail;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.EmailAddress;
import dev.parley.messenger.session.PasswordChanges;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, for whoever sends. Thread-safe; blocks. */
public final class MailOutbox {
  private final Transactions transactions;
  private final InstantSource clock;
  private final AddressProofs proofs;
  private final PasswordChanges passwords;

  public MailOutbox(
      Transactions transactions,
      InstantSource clock,
      AddressProofs proofs,
      PasswordChanges passwords) {
    this.transactions = transactions;
    this.clock = clock;
    this.proofs = proofs;
    this.passwords = passwords;
  }

  /** Takes mails that are due; each comes back after a while unless it is done or postponed. */
  public List<Mail> take(int most) {
    long now = clock.millis();
    if (transactions.read(handle -> new MailTable(handle).nextDue()) > now) {
      return List.of();
    }
    long until = now + Bound.MAIL_LEASE_MILLIS.value();
    return transactions.write(0, (handle, _) -> new MailTable(handle).take(most, now, until));
  }

  /**
   * What is to be written, with a fresh secret.
   *
   * @return empty if nobody is to be written to any more
   */
  public Optional<Letter> letter(Mail mail) {
    return transactions
        .read(handle -> receiver(handle, mail))
        .flatMap(account -> Optional.ofNullable(letter(mail, account)));
  }

  private static Optional<Account> receiver(Handle handle, Mail mail) {
    var table = new AccountTable(handle);
    Optional<Account> account =
        mail.userId() != 0
            ? table.find(mail.userId())
            : (mail.identifier().contains("@")
                    ? table.byEmail(mail.identifier())
                    : table.byUsername(mail.identifier()))
                .flatMap(known -> table.find(known.userId()));
    return account.filter(found -> found.status() == AccountStatus.ACTIVE);
  }

  /** An address gets no more than the request to verify it until that was done. */
  private @Nullable Letter letter(Mail mail, Account account) {
    String email = account.email();
    if (email == null) {
      return null;
    }
    String token;
    switch (mail.kind()) {
      case VERIFY_ADDRESS -> {
        if (account.emailVerified() || !EmailAddress.of(email).norm().equals(mail.identifier())) {
          return null;
        }
        token = proofs.issue(account.userId(), mail.identifier());
      }
      case RESET_PASSWORD -> {
        if (!account.emailVerified()) {
          return null;
        }
        token = passwords.issueReset(account.userId(), Bound.MAILED_RESET_MILLIS);
      }
      case NEW_DEVICE -> {
        if (!account.emailVerified()) {
          return null;
        }
        token = "";
      }
      default -> throw new IllegalStateException(mail.toString());
    }
    return new Letter(
        mail.kind(),
        email,
        account.displayName(),
        account.locale(),
        token,
        mail.device(),
        mail.network(),
        mail.createdAt());
  }

  /** It was sent, or there is nobody to send it to. */
  public void done(Mail mail) {
    transactions.write(
        0,
        (handle, _) -> {
          new MailTable(handle).delete(mail.mailId());
          return null;
        });
  }

  /**
   * It could not be sent this time.
   *
   * @return whether it is tried again; else it is gone
   */
  public boolean postpone(Mail mail) {
    long now = clock.millis();
    boolean again =
        mail.attempts() < Bound.MAIL_ATTEMPTS.value()
            && now - mail.createdAt() < Bound.MAIL_MILLIS.value();
    long pause =
        Math.min(
            Bound.MAIL_LONGEST_PAUSE_MILLIS.value(),
            Bound.MAIL_FIRST_PAUSE_MILLIS.value() << Math.min(20, mail.attempts() - 1));
    transactions.write(
        0,
        (handle, _) -> {
          var table = new MailTable(handle);
          if (again) {
            table.postpone(mail.mailId(), now + pause);
          } else {
            table.delete(mail.mailId());
          }
          return null;
        });
    return again;
  }
}
