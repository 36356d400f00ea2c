package dev.parley.server.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.channels.node.RealtimeNode;
import dev.parley.messenger.Bound;
import dev.parley.server.app.MessengerApp;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Puts the messenger's events on their way, and takes access away. Thread-safe; does not block. */
@Singleton
final class LivePublisher {
  private final RealtimeNode node;
  private final JsonMapper json;

  LivePublisher(RealtimeNode node, JsonMapper json) {
    this.node = node;
    this.json = json;
  }

  /** Publishes a small event. */
  void publish(LiveChannel channel, LiveEvent event, Object view) {
    node.publish(MessengerApp.ID, channel.name(), event.text(), text(view));
  }

  /** Publishes an event that may be large; then the pointer goes in its place. */
  void publish(LiveChannel channel, LiveEvent event, Object view, Supplier<?> pointer) {
    String text = text(view);
    boolean fits =
        text.length() <= Bound.LIVE_EVENT_BYTES.value()
            && text.getBytes(UTF_8).length <= Bound.LIVE_EVENT_BYTES.value();
    node.publish(MessengerApp.ID, channel.name(), event.text(), fits ? text : text(pointer.get()));
  }

  /** Nothing published on the channel afterwards reaches the user. */
  void evict(LiveChannel channel, long userId) {
    node.evict(MessengerApp.ID, channel.name(), Long.toString(userId));
  }

  /** Closes the sockets of a session. */
  void closeSession(long sessionId) {
    node.closeSession(MessengerApp.ID, Long.toString(sessionId));
  }

  private String text(Object view) {
    try {
      return json.writeValueAsString(view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
