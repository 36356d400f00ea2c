package dev.parley.server.mail;

import dev.parley.messenger.CalledWorker;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.account.AddressClaimed;
import dev.parley.messenger.mail.Letter;
import dev.parley.messenger.mail.Mail;
import dev.parley.messenger.mail.MailOutbox;
import dev.parley.messenger.mail.MailWaits;
import dev.parley.messenger.session.DeviceAdded;
import dev.parley.server.config.IdentitySettings;
import dev.parley.server.config.ServerSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails soon after the commit that they follow from, and again after failures. Does nothing
 * without a mail server. Thread-safe.
 */
@Singleton
public final class MailWorker implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MailWorker.class);

  private static final int TOGETHER = 10;

  /** How soon the outbox is looked at for mails of other nodes, of earlier runs, and due again. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final MailOutbox outbox;
  private final EventListeners listeners;
  private final @Nullable MailServer server;
  private final URI home;
  private final CalledWorker worker = new CalledWorker("parley-mail", this::turn);
  private volatile boolean began;

  MailWorker(MailOutbox outbox, EventListeners listeners, ServerSettings settings, Clock clock) {
    this.outbox = outbox;
    this.listeners = listeners;
    IdentitySettings identity = settings.identity();
    this.server = identity.smtp() == null ? null : new MailServer(identity.smtp(), clock);
    this.home =
        Optional.ofNullable(identity.publicUrl()).orElseGet(() -> URI.create("http://localhost"));
  }

  /** Begins, if there is a mail server. */
  public void begin() {
    if (server == null) {
      log.info(
          "no smtp is set: no mails are sent; for a new password: parley user reset-link NAME");
      return;
    }
    began = true;
    listeners.add(this);
    worker.begin();
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case AddressClaimed _, DeviceAdded _, MailWaits _ -> worker.call();
      default -> {} // no mail follows from it
    }
  }

  private void turn() throws InterruptedException {
    boolean _ = worker.awaitCall(LOOK);
    try {
      List<Mail> mails;
      do {
        mails = outbox.take(TOGETHER);
        mails.forEach(this::send);
      } while (mails.size() == TOGETHER && !worker.isClosed());
    } catch (RuntimeException e) {
      log.warn("mails could not be looked for; tried again in a second", e);
    }
  }

  private void send(Mail mail) {
    MailServer taker = server;
    if (taker == null) {
      return;
    }
    try {
      Optional<Letter> letter = outbox.letter(mail);
      if (letter.isPresent()) {
        taker.send(letter.get().to(), LetterText.of(letter.get(), home));
      }
      outbox.done(mail);
    } catch (MailServer.RefusedForGood e) {
      log.warn("{} was refused by the mail server and is given up", mail, e);
      outbox.done(mail);
    } catch (MessagingException | RuntimeException e) {
      boolean again = outbox.postpone(mail);
      log.warn("{} could not be sent; {}", mail, again ? "tried again later" : "given up", e);
    }
  }

  @Override
  @PreDestroy
  public void close() {
    if (began) {
      worker.close();
    }
  }
}
