package dev.parley.client;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One event of a webhook.
 *
 * @param name such as {@code channel_occupied}, {@code member_added} or {@code client_event}
 * @param fields everything that came, {@code name} included
 */
public record WebhookEvent(String name, Map<String, Object> fields) {
  /** Copies the fields. */
  public WebhookEvent {
    fields = Map.copyOf(fields);
  }

  /** Which channel it is about. */
  public Optional<String> channel() {
    return text("channel");
  }

  /** Who came or went, or who sent a client event on a presence channel. */
  public Optional<String> userId() {
    return text("user_id");
  }

  /** The name of a client event. */
  public Optional<String> event() {
    return text("event");
  }

  /** The data of a client event, as it was sent. */
  public Optional<String> data() {
    return text("data");
  }

  /** Which connection sent a client event. */
  public Optional<String> socketId() {
    return text("socket_id");
  }

  /** How many connections there are, in {@code subscription_count}. */
  public OptionalInt subscriptionCount() {
    return fields.get("subscription_count") instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private Optional<String> text(String field) {
    return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
