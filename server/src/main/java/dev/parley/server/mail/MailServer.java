package dev.parley.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.config.SmtpSettings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** The way to the mail server. Thread-safe; blocks. */
final class MailServer {
  private static final int PATIENCE_MILLIS = 10_000;

  private final SmtpSettings settings;
  private final InstantSource clock;
  private final Session session;

  /** A mail server that nothing was said to yet. */
  MailServer(SmtpSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    String protocol = settings.security() == SmtpSettings.Security.TLS ? "smtps" : "smtp";
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", protocol);
    properties.setProperty("mail.mime.allowutf8", "true");
    String prefix = "mail." + protocol + ".";
    properties.setProperty(prefix + "host", settings.host());
    properties.setProperty(prefix + "port", Integer.toString(settings.port()));
    properties.setProperty(prefix + "auth", Boolean.toString(settings.user() != null));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "localhost", "localhost"); // else its name is looked up
    for (String patience : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty(prefix + patience, Integer.toString(PATIENCE_MILLIS));
    }
    if (settings.security() == SmtpSettings.Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    this.session = Session.getInstance(properties);
  }

  /** It will never be taken: trying again would not help. */
  static final class RefusedForGood extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedForGood(MessagingException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Hands over one mail, and returns when the mail server has taken it.
   *
   * @throws RefusedForGood if the mail server says that it never will
   * @throws MessagingException if it did not work this time
   */
  void send(String to, LetterText text) throws MessagingException, RefusedForGood {
    var message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(text.subject(), UTF_8.name());
    message.setText(text.body(), UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answers by machines
    message.saveChanges();
    try (Transport transport = session.getTransport()) {
      transport.connect(settings.user(), settings.password());
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      if (isForGood(e)) {
        throw new RefusedForGood(e);
      }
      throw e;
    }
  }

  private static boolean isForGood(MessagingException failure) {
    for (Exception at = failure;
        at instanceof MessagingException one;
        at = one.getNextException()) {
      int code =
          switch (one) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code >= 500 && code < 600) {
        return true;
      }
    }
    return false;
  }
}
