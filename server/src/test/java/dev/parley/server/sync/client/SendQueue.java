package dev.parley.server.sync.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was written and is not acknowledged. It survives lost answers and cut sockets: a message is
 * sent again under the same name until it is answered, and those of one conversation wait for one
 * another.
 */
final class SendQueue {
  private final Map<String, Deque<Draft>> waiting = new LinkedHashMap<>();
  private final List<Done> done = new ArrayList<>();

  /** A message as its sender wrote it. */
  record Draft(String conversationId, String name, String text, @Nullable Long replySeq) {}

  /**
   * What became of one.
   *
   * @param seq its number; 0 if it was refused
   * @param refusal why; null if it was taken
   */
  record Done(Draft draft, long seq, @Nullable String refusal) {}

  void add(Draft draft) {
    waiting.computeIfAbsent(draft.conversationId(), _ -> new ArrayDeque<>()).add(draft);
  }

  Optional<Draft> next() {
    return waiting.values().stream().map(Deque::getFirst).findFirst();
  }

  void took(Draft draft, long seq) {
    end(draft, new Done(draft, seq, null));
  }

  void refused(Draft draft, String code) {
    end(draft, new Done(draft, 0, code));
  }

  private void end(Draft draft, Done how) {
    done.add(how);
    waiting.computeIfPresent(
        draft.conversationId(),
        (_, queue) -> {
          queue.remove(draft);
          return queue.isEmpty() ? null : queue;
        });
  }

  void forgetDone() {
    done.clear();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  List<Done> done() {
    return List.copyOf(done);
  }
}
