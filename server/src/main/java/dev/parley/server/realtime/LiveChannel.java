package dev.parley.server.realtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A channel of the messenger.
 *
 * @param id of the user or the conversation
 */
public record LiveChannel(Kind kind, long id) {
  private static final Pattern NAME =
      Pattern.compile("(private-user|private-conversation|presence-conversation)-([1-9]\\d{0,18})");

  /** What goes over a channel. */
  public enum Kind {
    /** Everything for one user. */
    USER("private-user"),
    /** Bodies, changes and typing of a conversation. */
    CONVERSATION("private-conversation"),
    /** Who has a conversation open. */
    OPEN("presence-conversation");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** The channel of a name; empty if the messenger has none of that name. */
  public static Optional<LiveChannel> parse(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      long id = Long.parseLong(parts.group(2));
      for (Kind kind : Kind.values()) {
        if (kind.prefix.equals(parts.group(1))) {
          return Optional.of(new LiveChannel(kind, id));
        }
      }
    } catch (NumberFormatException _) {
      return Optional.empty(); // above 2^63
    }
    return Optional.empty();
  }

  static LiveChannel user(long userId) {
    return new LiveChannel(Kind.USER, userId);
  }

  static LiveChannel conversation(long conversationId) {
    return new LiveChannel(Kind.CONVERSATION, conversationId);
  }

  static LiveChannel open(long conversationId) {
    return new LiveChannel(Kind.OPEN, conversationId);
  }

  public String name() {
    return kind.prefix + "-" + id;
  }
}
