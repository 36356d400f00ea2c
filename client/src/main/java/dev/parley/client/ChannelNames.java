package dev.parley.client;

import java.util.regex.Pattern;

/**
 * Names of channels by their kind. A name holds up to 164 letters, digits and any of {@code - _ = @
 * , . ;}, which is what every Pusher-like server takes.
 */
public final class ChannelNames {
  static final String ENCRYPTED = "private-encrypted-";
  static final String PRESENCE = "presence-";
  static final String PRIVATE = "private-";

  /** What servers take at most; names made here are shorter, since some take less. */
  private static final int MOST_SENT = 200;

  private static final int MOST_MADE = 164;
  private static final Pattern LEGAL = Pattern.compile("[-A-Za-z0-9_=@,.;]+");
  private static final Pattern SOCKET = Pattern.compile("\\d{1,20}\\.\\d{1,20}");

  private ChannelNames() {}

  /**
   * The name of a channel that everybody may hear: {@code public-NAME}.
   *
   * @throws RealtimeException.IllegalArgument if that is no legal name
   */
  public static String createPublicChannelName(String name) {
    return made("public-", name);
  }

  /**
   * The name of a channel that needs a signature, such as that of one user: {@code private-ID}.
   *
   * @throws RealtimeException.IllegalArgument if that is no legal name
   */
  public static String createPrivateChannelName(String id) {
    return made(PRIVATE, id);
  }

  /**
   * The name of a channel whose members see each other: {@code presence-NAME}.
   *
   * @throws RealtimeException.IllegalArgument if that is no legal name
   */
  public static String createPresenceChannelName(String name) {
    return made(PRESENCE, name);
  }

  private static String made(String prefix, String rest) {
    String name = prefix + rest;
    if (rest.isEmpty() || name.length() > MOST_MADE || !LEGAL.matcher(name).matches()) {
      throw new RealtimeException.IllegalArgument("name", expected(name, MOST_MADE));
    }
    return name;
  }

  static void check(String field, String name) {
    if (name.length() > MOST_SENT || !LEGAL.matcher(name).matches()) {
      throw new RealtimeException.IllegalArgument(field, expected(name, MOST_SENT));
    }
  }

  /** User ids become part of a channel's name, and of a path. */
  static void checkUser(String field, String id) {
    check(field, id);
    if (id.equals(".") || id.equals("..")) {
      throw new RealtimeException.IllegalArgument(field, "a user id, not a step in a path");
    }
  }

  static void checkSocket(String field, String socketId) {
    if (!SOCKET.matcher(socketId).matches()) {
      throw new RealtimeException.IllegalArgument(
          field, "two numbers with a dot between them, as the client got them");
    }
  }

  static boolean isEncrypted(String channel) {
    return channel.startsWith(ENCRYPTED);
  }

  /** Whether a private channel is more than that: encrypted, or one that keeps its last event. */
  static boolean isOfAnotherKind(String channel) {
    return channel.startsWith(ENCRYPTED) || channel.startsWith("private-cache-");
  }

  static boolean needsSignature(String channel) {
    return channel.startsWith(PRIVATE) || channel.startsWith(PRESENCE);
  }

  private static String expected(String name, int most) {
    return "\"%s\" is no channel name: 1 to %d letters, digits and any of - _ = @ , . ; are allowed"
        .formatted(name.length() <= 220 ? name : name.substring(0, 220) + "...", most);
  }
}
