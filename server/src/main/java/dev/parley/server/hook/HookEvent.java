package dev.parley.server.hook;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a hook can be told of. */
public enum HookEvent {
  MESSAGE_CREATED,
  MESSAGE_EDITED,
  MESSAGE_RECALLED,
  CONVERSATION_CREATED,
  CONVERSATION_UPDATED,
  CONVERSATION_DISSOLVED,
  MEMBER_JOINED,
  MEMBER_LEFT,
  USER_CREATED,
  USER_UPDATED,
  USER_DELETED,
  /** Only for hooks that name it: there is one for each member and message. */
  RECEIPT_MOVED;

  /** What a hook is told of that names nothing. */
  public static final Set<HookEvent> USUAL =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(RECEIPT_MOVED)));

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Its name in requests and settings, such as {@code message_created}. */
  public String text() {
    return text;
  }

  public static Optional<HookEvent> of(String text) {
    return Arrays.stream(values()).filter(event -> event.text.equals(text)).findFirst();
  }

  /** All names, for people who gave another. */
  static String all() {
    return Arrays.stream(values()).map(HookEvent::text).collect(Collectors.joining(", "));
  }
}
