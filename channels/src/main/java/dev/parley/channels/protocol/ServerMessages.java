package dev.parley.channels.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Every frame a server may send, as UTF-8 JSON (section 1.2). {@code data} is a string in all of
 * them but {@code pusher:error}; absent fields are left out, since clients fail on null.
 */
public final class ServerMessages {
  private static final int ENVELOPE = 64;

  private ServerMessages() {}

  public static byte[] connectionEstablished(SocketId id, long activityTimeoutSeconds) {
    String data =
        "{\"socket_id\":\"" + id + "\",\"activity_timeout\":" + activityTimeoutSeconds + "}";
    return message("pusher:connection_established", null, data);
  }

  /** A non-fatal error without a code. */
  public static byte[] error(String message) {
    return errorEvent("null", message);
  }

  public static byte[] error(ErrorCode code, String message) {
    return errorEvent(Integer.toString(code.code()), message);
  }

  private static byte[] errorEvent(String code, String message) {
    return new JsonBytes(ENVELOPE + message.length())
        .ascii("{\"event\":\"pusher:error\",\"data\":{\"code\":")
        .ascii(code)
        .ascii(",\"message\":")
        .string(message)
        .ascii("}}")
        .toByteArray();
  }

  public static byte[] pong() {
    return message("pusher:pong", null, "{}");
  }

  /** The answer to a join of any channel but a presence channel. */
  public static byte[] subscriptionSucceeded(String channel) {
    return subscriptionSucceeded(channel, "{}");
  }

  /**
   * The answer to a join.
   *
   * @param presence for presence channels {@code {"presence":{…}}}, else {@code {}}
   */
  public static byte[] subscriptionSucceeded(String channel, String presence) {
    return message("pusher_internal:subscription_succeeded", channel, presence);
  }

  /**
   * The answer to a join that was refused.
   *
   * @param event {@code pusher:subscription_error}, or {@code pusher_internal:subscription_error}
   *     for the .NET client
   */
  public static byte[] subscriptionError(
      String event, String channel, String type, String error, int status) {
    String data =
        new JsonBytes(ENVELOPE + error.length())
            .ascii("{\"type\":")
            .string(type)
            .ascii(",\"error\":")
            .string(error)
            .ascii(",\"status\":")
            .number(status)
            .ascii("}")
            .toString();
    return message(event, channel, data);
  }

  public static byte[] memberAdded(String channel, Member member) {
    String data =
        new JsonBytes(ENVELOPE + member.info().length())
            .ascii("{\"user_id\":")
            .string(member.userId())
            .ascii(",\"user_info\":")
            .raw(member.info())
            .ascii("}")
            .toString();
    return message("pusher_internal:member_added", channel, data);
  }

  public static byte[] memberRemoved(String channel, String userId) {
    String data =
        new JsonBytes(ENVELOPE).ascii("{\"user_id\":").string(userId).ascii("}").toString();
    return message("pusher_internal:member_removed", channel, data);
  }

  public static byte[] cacheMiss(String channel) {
    return message("pusher:cache_miss", channel, "{}");
  }

  public static byte[] subscriptionCount(String channel, int count) {
    return message(
        "pusher_internal:subscription_count", channel, "{\"subscription_count\":" + count + "}");
  }

  /**
   * Marks that a slow client missed events of a channel; an extension, sent where apps ask for it.
   */
  public static byte[] gap(String channel, int skipped) {
    return message("parley:gap", channel, "{\"skipped\":" + skipped + "}");
  }

  public static byte[] signinSuccess(String userData) {
    String data =
        new JsonBytes(ENVELOPE + userData.length())
            .ascii("{\"user_data\":")
            .string(userData)
            .ascii("}")
            .toString();
    return message("pusher:signin_success", null, data);
  }

  /** Reports who of the watched came or went; a side without ids is left out. */
  public static byte[] watchlistEvents(Iterable<String> online, Iterable<String> offline) {
    var json = new JsonBytes(ENVELOPE).ascii("{\"events\":[");
    boolean any = watchlistEvent(json, "online", online, false);
    watchlistEvent(json, "offline", offline, any);
    return message("pusher_internal:watchlist_events", null, json.ascii("]}").toString());
  }

  private static boolean watchlistEvent(
      JsonBytes json, String name, Iterable<String> ids, boolean comma) {
    boolean first = true;
    for (String id : ids) {
      if (first) {
        json.ascii(comma ? "," : "").ascii("{\"name\":").string(name).ascii(",\"user_ids\":[");
      } else {
        json.ascii(",");
      }
      first = false;
      json.string(id);
    }
    if (first) {
      return comma;
    }
    json.ascii("]}");
    return true;
  }

  /**
   * An event for the subscribers of a channel.
   *
   * @param userId the sender, on client events of presence channels and where a signature named one
   */
  public static byte[] event(String event, String channel, String data, @Nullable String userId) {
    var json =
        new JsonBytes(ENVELOPE + event.length() + channel.length() + data.length() * 5 / 4)
            .ascii("{\"event\":")
            .string(event)
            .ascii(",\"channel\":")
            .string(channel)
            .ascii(",\"data\":")
            .string(data);
    if (userId != null) {
      json.ascii(",\"user_id\":").string(userId);
    }
    return json.ascii("}").toByteArray();
  }

  private static byte[] message(String event, @Nullable String channel, String data) {
    var json =
        new JsonBytes(ENVELOPE + event.length() + data.length() * 5 / 4)
            .ascii("{\"event\":")
            .string(event);
    if (channel != null) {
      json.ascii(",\"channel\":").string(channel);
    }
    return json.ascii(",\"data\":").string(data).ascii("}").toByteArray();
  }
}
