package dev.parley.channels.webhook;

import dev.parley.channels.hub.Transition;
import dev.parley.channels.protocol.JsonBytes;
import java.util.List;

/**
 * The body of a webhook (section 6) as pure functions. Every field is a string except the count:
 * some helpers decode each event into a map of strings.
 */
final class Envelope {
  private Envelope() {}

  /** One element of {@code events}. Absent fields are left out. */
  static String event(Transition transition) {
    JsonBytes json = new JsonBytes(128).ascii("{\"name\":");
    json.string(Told.eventOf(transition).wireName());
    field(json, "channel", transition.channel());
    switch (transition) {
      case Transition.MemberAdded added -> field(json, "user_id", added.userId());
      case Transition.MemberRemoved removed -> field(json, "user_id", removed.userId());
      case Transition.ClientEvent event -> clientEvent(json, event);
      case Transition.SubscriptionCount counted ->
          json.ascii(",\"subscription_count\":").number(counted.count());
      case Transition.ChannelOccupied _, Transition.ChannelVacated _, Transition.CacheMiss _ -> {}
    }
    return json.ascii("}").toString();
  }

  /**
   * The whole body.
   *
   * @param timeMillis since 1970, UTC
   * @param events one or more, as {@link #event} made them
   */
  static byte[] of(long timeMillis, List<String> events) {
    JsonBytes json = new JsonBytes(64 + events.size() * 128).ascii("{\"time_ms\":");
    json.number(timeMillis).ascii(",\"events\":[");
    String separator = "";
    for (String event : events) {
      json.ascii(separator).raw(event);
      separator = ",";
    }
    return json.ascii("]}").toByteArray();
  }

  private static void clientEvent(JsonBytes json, Transition.ClientEvent event) {
    field(json, "event", event.event());
    field(json, "data", event.data());
    field(json, "socket_id", event.socketId());
    if (event.userId() != null) {
      field(json, "user_id", event.userId());
    }
  }

  private static void field(JsonBytes json, String name, String value) {
    json.ascii(",\"").ascii(name).ascii("\":").string(value);
  }
}
