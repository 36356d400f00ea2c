package dev.parley.channels.protocol;

import dev.parley.channels.protocol.ClientMessage.ClientEvent;
import dev.parley.channels.protocol.ClientMessage.HeadCount;
import dev.parley.channels.protocol.ClientMessage.Ping;
import dev.parley.channels.protocol.ClientMessage.Pong;
import dev.parley.channels.protocol.ClientMessage.Rejected;
import dev.parley.channels.protocol.ClientMessage.SignIn;
import dev.parley.channels.protocol.ClientMessage.Subscribe;
import dev.parley.channels.protocol.ClientMessage.Unsubscribe;
import dev.parley.channels.protocol.Json.Kind;
import dev.parley.channels.protocol.Json.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads client frames. Unknown extra fields are ignored, never refused. */
public final class ClientMessages {
  private static final Ping PING = new Ping();
  private static final Pong PONG = new Pong();

  /** Nothing that anybody else would have: a name that a browser draws by lot. */
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private static final Pattern DECILE = Pattern.compile("\\d");

  private ClientMessages() {}

  public static ClientMessage read(String text) {
    Optional<Map<String, Value>> frame = Json.object(text);
    if (frame.isEmpty()) {
      return new Rejected("message is not a JSON object");
    }
    Value event = frame.get().get("event");
    if (event == null || !event.isString()) {
      return new Rejected("message has no 'event' string");
    }
    return switch (event.text()) {
      case "pusher:ping" -> PING;
      case "pusher:pong" -> PONG;
      case "pusher:subscribe" -> subscribe(data(frame.get()));
      case "pusher:unsubscribe" -> unsubscribe(data(frame.get()));
      case "pusher:signin" -> signIn(data(frame.get()));
      case "parley:headcount" -> headCount(data(frame.get()));
      default -> clientEvent(event.text(), frame.get());
    };
  }

  private static ClientMessage subscribe(@Nullable Map<String, Value> data) {
    String channel = data == null ? null : string(data, "channel");
    if (data == null || channel == null) {
      return new Rejected("pusher:subscribe needs data with a 'channel' string");
    }
    return new Subscribe(channel, nonEmpty(data, "auth"), nonEmpty(data, "channel_data"));
  }

  private static ClientMessage unsubscribe(@Nullable Map<String, Value> data) {
    String channel = data == null ? null : string(data, "channel");
    return channel == null
        ? new Rejected("pusher:unsubscribe needs data with a 'channel' string")
        : new Unsubscribe(channel);
  }

  private static ClientMessage signIn(@Nullable Map<String, Value> data) {
    String auth = data == null ? null : nonEmpty(data, "auth");
    String userData = data == null ? null : nonEmpty(data, "user_data");
    return auth == null || userData == null
        ? new Rejected("pusher:signin needs data with 'auth' and 'user_data' strings")
        : new SignIn(auth, userData);
  }

  private static ClientMessage headCount(@Nullable Map<String, Value> data) {
    String session = data == null ? null : string(data, "session");
    String room = data == null ? null : nonEmpty(data, "room");
    if (data == null || session == null || room == null || !SESSION.matcher(session).matches()) {
      return new Rejected(
          "parley:headcount needs data with a 'session' of 16 to 64 letters, digits, '-' or '_', and"
              + " a 'room' string");
    }
    Value decile = data.get("decile");
    if (decile == null) {
      return new HeadCount(session, room, 0);
    }
    return DECILE.matcher(decile.text()).matches()
        ? new HeadCount(session, room, Integer.parseInt(decile.text()))
        : new Rejected("parley:headcount needs a 'decile' of 0 to 9");
  }

  private static ClientMessage clientEvent(String event, Map<String, Value> frame) {
    if (!event.startsWith("client-")) {
      return new Rejected("unsupported event '" + Quote.brief(event) + "'");
    }
    Value channel = frame.get("channel");
    Value data = frame.get("data");
    if (channel == null || !channel.isString()) {
      return new Rejected("client event needs a 'channel' string");
    }
    if (data == null) {
      return new Rejected("client event needs 'data'");
    }
    return new ClientEvent(event, channel.text(), data.text());
  }

  /** The members of {@code data}, which may be an object or a string that holds one. */
  private static @Nullable Map<String, Value> data(Map<String, Value> frame) {
    Value data = frame.get("data");
    if (data == null || (data.kind() != Kind.OBJECT && data.kind() != Kind.STRING)) {
      return null;
    }
    return Json.object(data.text()).orElse(null);
  }

  private static @Nullable String string(Map<String, Value> data, String name) {
    Value value = data.get(name);
    return value != null && value.isString() ? value.text() : null;
  }

  private static @Nullable String nonEmpty(Map<String, Value> data, String name) {
    String value = string(data, name);
    return value == null || value.isEmpty() ? null : value;
  }
}
