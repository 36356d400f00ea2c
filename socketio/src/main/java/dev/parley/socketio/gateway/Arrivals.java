package dev.parley.socketio.gateway;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.receipt.Receipts;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that have reached one client, for their senders to see. However many it acknowledges at
 * once, each conversation is written once, up to the last of them, and beside the client's errands:
 * they do not wait for receipts. Thread-safe.
 */
final class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private final Receipts receipts;
  private final Errands writing = new Errands(1);
  private Map<Long, Long> reached = new HashMap<>(2); // by conversation; guarded by this

  Arrivals(Receipts receipts) {
    this.receipts = receipts;
  }

  /** A message is there. */
  void add(long userId, Awaited.Place place) {
    synchronized (this) {
      reached.merge(place.conversationId(), place.seq(), Math::max);
    }
    writing.add(() -> write(userId)); // if one waits, that one writes this too
  }

  private void write(long userId) {
    Map<Long, Long> all;
    synchronized (this) {
      all = reached;
      reached = new HashMap<>(2);
    }
    all.forEach((conversation, seq) -> write(conversation, userId, seq));
  }

  private void write(long conversation, long userId, long seq) {
    try {
      receipts.delivered(conversation, userId, seq);
    } catch (Refusal _) {
      // not a member any more, or the store is busy: the next one says it too
    } catch (RuntimeException e) {
      log.error("a receipt of a client failed", e);
    }
  }
}
