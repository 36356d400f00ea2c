package dev.parley.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.mail.Letter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail in words. The templates are {@code mail/KIND.LANGUAGE.txt}: the first line is the subject,
 * the rest the text.
 */
record LetterText(String subject, String body) {
  private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Puts a letter into words.
   *
   * @param home where browsers reach this server
   */
  static LetterText of(Letter letter, URI home) {
    String path =
        switch (letter.kind()) {
          case VERIFY_ADDRESS -> "/verify-email#token=";
          case RESET_PASSWORD -> "/reset-password#token=";
          case NEW_DEVICE -> "/settings";
        };
    // behind the #, so that neither servers nor proxies log it
    Map<String, String> values =
        Map.of(
            "name", letter.name(),
            "link", home + path + letter.token(),
            "home", home.toString(),
            "device", letter.device(),
            "network", letter.network(),
            "time", TIME.format(Instant.ofEpochMilli(letter.at())));
    String[] parts = template(letter.kind().text(), language(letter)).split("\n", 2);
    return new LetterText(parts[0].strip(), filled(parts[1].strip(), values) + "\n");
  }

  private static String language(Letter letter) {
    String locale = letter.locale();
    return locale != null && locale.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh-CN" : "en";
  }

  private static String template(String kind, String language) {
    String name = "/mail/%s.%s.txt".formatted(kind, language);
    try (InputStream in = LetterText.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String filled(String text, Map<String, String> values) {
    return HOLE.matcher(text)
        .replaceAll(hole -> Matcher.quoteReplacement(values.getOrDefault(hole.group(1), "")));
  }

  /** Without the link. */
  @Override
  public String toString() {
    return "LetterText[%s]".formatted(subject);
  }
}
