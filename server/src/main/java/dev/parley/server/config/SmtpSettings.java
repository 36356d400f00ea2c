package dev.parley.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The mail server that takes our mails.
 *
 * @param port 1..65535
 * @param security how the connection is protected
 * @param user null if the mail server asks for none
 * @param password never logged
 * @param from the sender, as {@code name@example.org} or {@code Name <name@example.org>}
 */
public record SmtpSettings(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable String password,
    String from) {
  private static final int SUBMISSION = 587;

  /** How a connection to the mail server is protected. */
  public enum Security {
    /** Begins in the open and must change to TLS before anything is said. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS,
    /** For a mail server on this machine. */
    NONE
  }

  static @Nullable SmtpSettings read(Section section) {
    String host = section.textOrNull("host");
    int port = (int) section.number("port", SUBMISSION, 1, 65_535, "");
    Security security = section.choice("security", Security.STARTTLS);
    String user = section.textOrNull("user");
    String password = section.textOrNull("password");
    String from = section.textOrNull("from");
    section.end();
    if (host == null) {
      if (user != null || password != null || from != null) {
        throw section.error("host", "the name of a mail server");
      }
      return null;
    }
    if (from == null
        || !from.matches("[^\\r\\n<>]*<[^@\\s<>]+@[^@\\s<>]+>|[^@\\s<>]+@[^@\\s<>]+")) {
      throw section.error("from", "name@example.org or Name <name@example.org>");
    }
    if ((user == null) != (password == null)) {
      throw section.error(user == null ? "user" : "password", "user and password together");
    }
    return new SmtpSettings(host, port, security, user, password, from);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SmtpSettings[%s:%d, %s]".formatted(host, port, security);
  }
}
