package dev.parley.server.sync.client;

import dev.parley.server.sync.client.Transport.Refused;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.SnapshotView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The copies of logs: of the newest conversations, and no others. */
final class Copies {
  private final Transport transport;
  private final LongSupplier clock;
  private final SyncClient.Bounds bounds;
  private final Rows rows;
  private final Map<String, LogCopy> copies = new HashMap<>();

  Copies(Transport transport, LongSupplier clock, SyncClient.Bounds bounds, Rows rows) {
    this.transport = transport;
    this.clock = clock;
    this.bounds = bounds;
    this.rows = rows;
  }

  Collection<LogCopy> all() {
    return copies.values();
  }

  /** They are of another history. */
  void forget() {
    copies.clear();
  }

  void remove(String id) {
    copies.remove(id);
  }

  void heard(MessageView message) {
    LogCopy copy = copies.get(message.conversationId());
    if (copy != null) {
      copy.heard(message, clock.getAsLong());
    } else {
      rows.learned(null, message);
    }
  }

  /** A log has come to a rev. */
  void toldRev(String id, long rev) {
    LogCopy copy = copies.get(id);
    ConversationView row = rows.get(id);
    if (copy != null && copy.rev() < rev) {
      copy.toldRev(rev, clock.getAsLong());
    } else if (copy == null && (row == null || row.lastRev() < rev)) {
      rows.spoil(id);
    }
  }

  /** A log has come to a message. */
  void toldSeq(String id, long seq) {
    LogCopy copy = copies.get(id);
    ConversationView row = rows.get(id);
    if (copy != null) {
      copy.toldSeq(seq, clock.getAsLong());
    }
    if (row == null || (copy == null && row.lastSeq() < seq)) {
      rows.spoil(id);
    }
  }

  /** A row was read: its log may be shorter, or further. */
  void settled(ConversationView row) {
    LogCopy copy = copies.get(row.id());
    if (copy != null) {
      copy.clear(Math.max(row.me().clearedSeq(), row.purgeSeq()));
      copy.toldDeletions(row.me().deletions());
      if (Rows.isMember(row)) {
        copy.toldRev(row.lastRev(), clock.getAsLong());
      }
    }
  }

  /** Takes the end of a log from a snapshot, unless what is held is near enough to go on from. */
  void begin(SnapshotView.Part opened) {
    ConversationView row = opened.conversation();
    LogCopy kept = copies.get(row.id());
    if (kept == null
        || opened.lastRev() - kept.rev() > bounds.far()
        || kept.rev() > opened.lastRev()) {
      put(row.id(), opened.messages(), opened.hasBefore(), opened.lastRev());
    }
    settled(row);
  }

  private void put(String id, List<MessageView> end, boolean hasBefore, long rev) {
    copies.put(id, new LogCopy(id, bounds.messages(), end, hasBefore, rev, rows::learned));
  }

  private List<ConversationView> newest() {
    return rows.listed().stream().limit(bounds.open()).toList();
  }

  /** Whether those that are to be held are, as far as is known of their logs. */
  boolean isSettled() {
    return newest().stream()
        .map(row -> copies.get(row.id()))
        .allMatch(copy -> copy != null && !copy.isBehind());
  }

  /**
   * Does one thing that is due.
   *
   * @return whether there was one
   */
  boolean tick() {
    List<ConversationView> newest = newest();
    for (ConversationView row : newest) {
      LogCopy copy = copies.get(row.id());
      if (copy == null) {
        open(row.id());
        return true;
      }
      if (copy.isDue(clock.getAsLong())) {
        follow(copy);
        return true;
      }
    }
    Set<String> kept = newest.stream().map(ConversationView::id).collect(Collectors.toSet());
    return copies.values().removeIf(copy -> !kept.contains(copy.id()) && letGo(copy));
  }

  /** What a copy was told and has not learned, its row has to learn instead. */
  private boolean letGo(LogCopy copy) {
    if (copy.isBehind()) {
      rows.spoil(copy.id());
    }
    return true;
  }

  private void open(String id) {
    try {
      Transport.LogPage page = transport.before(id, Long.MAX_VALUE, bounds.page());
      put(id, page.messages(), Boolean.TRUE.equals(page.hasBefore()), page.rev());
      ConversationView row = rows.get(id);
      if (row != null) {
        settled(row);
        if (row.lastRev() < page.rev()) {
          rows.spoil(id);
        }
      }
    } catch (Refused _) {
      rows.spoil(id);
      copies.remove(id);
    }
  }

  private void follow(LogCopy copy) {
    if (copy.missing() > bounds.far()) {
      open(copy.id());
      return;
    }
    try {
      if (copy.lacksDeletions()) {
        copy.took(transport.deleted(copy.id(), copy.deletions()));
        return;
      }
      long knownSeq = copy.knownSeq();
      copy.pulled(transport.changes(copy.id(), copy.rev(), bounds.page()), knownSeq);
    } catch (Refused _) {
      copies.remove(copy.id()); // of another history, or not ours any more
      rows.spoil(copy.id());
    }
  }
}
