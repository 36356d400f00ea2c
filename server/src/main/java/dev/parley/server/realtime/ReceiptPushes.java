package dev.parley.server.realtime;

import dev.parley.messenger.Bound;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.server.view.LiveViews.Moved;
import dev.parley.server.view.LiveViews.ReceiptsMoved;
import dev.parley.server.view.Texts;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Pushes read positions: the first of a conversation at once, those of the rest of the second
 * together. Above the bound of members only how many moved. Thread-safe.
 */
@Singleton
final class ReceiptPushes {
  private final LivePublisher publisher;
  private final ConcurrentMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

  /** Of one conversation; guarded by the map's lock of its key. */
  private static final class Waiting {
    final Map<Long, ReceiptMoved> moved = new LinkedHashMap<>();
  }

  ReceiptPushes(LivePublisher publisher) {
    this.publisher = publisher;
  }

  /** Calls for one conversation come one after the other. */
  void moved(ReceiptMoved event) {
    if (event.shown() == ReceiptMoved.Shown.NOTHING) {
      return; // that something happened would tell what
    }
    var first = new boolean[1];
    waiting.compute(
        event.conversationId(),
        (_, known) -> {
          if (known == null) {
            first[0] = true;
            return new Waiting();
          }
          known.moved.put(event.userId(), event);
          return known;
        });
    if (first[0]) {
      publish(event.conversationId(), List.of(event));
    }
  }

  /** Pushes what was gathered; call once a second. */
  void flush() {
    for (Long conversationId : waiting.keySet()) {
      Waiting[] done = new Waiting[1];
      waiting.compute(
          conversationId,
          (_, known) -> {
            done[0] = known;
            return known == null || known.moved.isEmpty() ? null : new Waiting();
          });
      if (done[0] != null && !done[0].moved.isEmpty()) {
        publish(conversationId, List.copyOf(done[0].moved.values()));
      }
    }
  }

  private void publish(long conversationId, List<ReceiptMoved> moved) {
    boolean named = moved.getLast().members() <= Bound.POSITIONS_SHOWN.value();
    publisher.publish(
        LiveChannel.conversation(conversationId),
        LiveEvent.RECEIPT_UPDATE,
        new ReceiptsMoved(
            Texts.id(conversationId),
            named ? moved.stream().map(Moved::of).toList() : List.of(),
            moved.size()));
  }
}
