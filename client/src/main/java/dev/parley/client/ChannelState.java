package dev.parley.client;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of a channel.
 *
 * @param isOccupied whether anybody is subscribed to it
 * @param userCount how many users, on presence channels if asked for
 * @param subscriptionCount how many connections, if asked for
 * @param cached the last event's data, on cache channels if asked for and there is one
 */
public record ChannelState(
    boolean isOccupied,
    OptionalInt userCount,
    OptionalInt subscriptionCount,
    @Nullable String cached) {
  /** What can be asked for. */
  public enum Ask {
    /** Of presence channels. */
    USER_COUNT("user_count"),
    /** Of any channel asked about by itself; in lists where the server knows it. */
    SUBSCRIPTION_COUNT("subscription_count"),
    /** Of cache channels, one at a time. */
    CACHE("cache");

    final String word;

    Ask(String word) {
      this.word = word;
    }
  }

  static String words(Ask... asks) {
    return String.join(",", List.of(asks).stream().map(ask -> ask.word).distinct().toList());
  }

  /** Those in a list are occupied, or would not be there. */
  static ChannelState of(Map<?, ?> told, boolean isListed) {
    Object cache = told.get("cache") instanceof Map<?, ?> object ? object.get("data") : null;
    return new ChannelState(
        isListed || Boolean.TRUE.equals(told.get("occupied")),
        number(told.get("user_count")),
        number(told.get("subscription_count")),
        cache instanceof String text ? text : null);
  }

  private static OptionalInt number(@Nullable Object value) {
    return value instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
  }
}
