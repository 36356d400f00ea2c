package dev.parley.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A mail server in this process, and what it was given. */
final class Postbox implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("#token=([A-Za-z0-9_-]{43})");

  private final GreenMail server;
  private final int port;

  /** Listens on a port; 0 for any free one. */
  Postbox(int port) {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    this.port = server.getSmtp().getPort();
  }

  /** A mail that has come. */
  record Received(String subject, String text) {
    /** The secret of its link. */
    String token() {
      Matcher link = LINK.matcher(text);
      if (!link.find()) {
        throw new AssertionError("no link in " + text);
      }
      return link.group(1);
    }
  }

  int port() {
    return port;
  }

  /** Settings of a server that sends its mails here. */
  static Map<String, Object> settings(int port) {
    return Map.of(
        "public-url",
        "https://chat.example.org",
        "smtp",
        Map.of(
            "host", "127.0.0.1",
            "port", port,
            "security", "none",
            "from", "Parley <parley@example.org>"));
  }

  /** Everything that was sent to an address until now. */
  List<Received> to(String address) {
    var found = new ArrayList<Received>();
    try {
      for (MimeMessage message : server.getReceivedMessages()) {
        if (message.getAllRecipients()[0].toString().equals(address)) {
          found.add(new Received(message.getSubject(), message.getContent().toString()));
        }
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The last of so many mails to an address, once they have come. */
  Received await(String address, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> to(address).size() >= count);
    return to(address).get(count - 1);
  }

  @Override
  public void close() {
    server.stop();
  }
}
