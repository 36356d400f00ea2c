package dev.parley.messenger.apikey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key may be used for. */
public enum Scope {
  USERS_READ,
  USERS_WRITE,
  SESSIONS_WRITE,
  ROOMS_READ,
  ROOMS_WRITE,
  MEMBERS_WRITE,
  MESSAGES_READ,
  MESSAGES_WRITE,
  CURSORS_READ,
  CURSORS_WRITE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', ':');

  /** Its public name, such as {@code users:read}. */
  public String text() {
    return text;
  }

  public static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  /** All names, for people who gave another. */
  public static String all() {
    return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
  }
}
