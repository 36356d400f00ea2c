package dev.parley.channels.app;

import java.util.Locale;
import java.util.Optional;

/** What a webhook can tell of (section 6). */
public enum WebhookEvent {
  CHANNEL_OCCUPIED,
  CHANNEL_VACATED,
  MEMBER_ADDED,
  MEMBER_REMOVED,
  CLIENT_EVENT,
  CACHE_MISS,
  SUBSCRIPTION_COUNT;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The event's name in requests and settings, for instance {@code channel_occupied}. */
  public String wireName() {
    return wireName;
  }

  public static Optional<WebhookEvent> of(String wireName) {
    for (WebhookEvent event : values()) {
      if (event.wireName.equals(wireName)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
