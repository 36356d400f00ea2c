package dev.parley.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event to be sent. What is illegal is found when it is sent, with the name of the field.
 *
 * @param channels 1 to 100 whole names; an encrypted channel stands alone
 * @param event 1 to 200 characters; names beginning {@code pusher:} belong to servers
 * @param data text goes out as it is; everything else as JSON: maps, lists, arrays, records,
 *     numbers, and whatever the function of {@link RealtimeSettings.Builder#json} knows. At most 10
 *     KiB as text unless the settings say otherwise
 * @param socketId a connection that shall not get it, mostly the one whose user caused it
 * @param silent whether a failure is only logged, for events that must not disturb the work at hand
 */
public record RealtimeEvent(
    List<String> channels,
    String event,
    @Nullable Object data,
    @Nullable String socketId,
    boolean silent) {
  /** Copies the channels. */
  public RealtimeEvent {
    channels = List.copyOf(channels);
  }

  /** An event for one channel; failures are thrown. */
  public static RealtimeEvent of(String channel, String event, @Nullable Object data) {
    return of(List.of(channel), event, data);
  }

  /** The same event for several channels; failures are thrown. */
  public static RealtimeEvent of(List<String> channels, String event, @Nullable Object data) {
    return new RealtimeEvent(channels, event, data, null, false);
  }

  /** The same for all but one connection. */
  public RealtimeEvent except(String socket) {
    return new RealtimeEvent(channels, event, data, socket, silent);
  }

  /** The same, but failures are logged and not thrown. */
  public RealtimeEvent silently() {
    return new RealtimeEvent(channels, event, data, socketId, true);
  }
}
