package dev.parley.channels.protocol;

import org.jspecify.annotations.Nullable;

/** What a client may say. */
public sealed interface ClientMessage {
  /**
   * Wants to hear a channel.
   *
   * @param auth {@code KEY:HEX}, or null where the client sent none or an empty one
   * @param channelData signed member data, or null
   */
  record Subscribe(String channel, @Nullable String auth, @Nullable String channelData)
      implements ClientMessage {}

  record Unsubscribe(String channel) implements ClientMessage {}

  record Ping() implements ClientMessage {}

  record Pong() implements ClientMessage {}

  record SignIn(String auth, String userData) implements ClientMessage {}

  /**
   * Wants to tell the other subscribers something.
   *
   * @param data the text that subscribers will get: strings unchanged, anything else as its JSON
   */
  record ClientEvent(String event, String channel, String data) implements ClientMessage {}

  /**
   * Shows what it reads, to be counted.
   *
   * @param session a name that the browser made up for itself
   * @param decile the furthest tenth of the page seen, from 0
   */
  record HeadCount(String session, String room, int decile) implements ClientMessage {}

  /** Not understood; the connection stays open and is told why. */
  record Rejected(String reason) implements ClientMessage {}
}
