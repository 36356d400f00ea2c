package dev.parley.messenger.search;

import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.Reading;
import dev.parley.messenger.conversation.SeqRange;
import dev.parley.store.Sql;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of a conversation were sent in a span of time. Times grow with the numbers but for
 * milliseconds, so a few looks by primary key find where a time begins. One search; not
 * thread-safe.
 */
final class SeqSpan {
  static final String SENT_AT = "select sent_at from message where conversation_id = ? and seq = ?";

  private final @Nullable Long after;
  private final @Nullable Long before;
  private final Map<Long, SeqRange> known = new HashMap<>();

  /**
   * For one search, in epoch milliseconds.
   *
   * @param after the first one; {@code null} for the beginning
   * @param before the first one behind it; {@code null} for the end
   */
  SeqSpan(@Nullable Long after, @Nullable Long before) {
    this.after = after;
    this.before = before;
  }

  boolean contains(Handle handle, Reading reading, long seq) {
    if (after == null && before == null) {
      return true;
    }
    return known
        .computeIfAbsent(reading.conversation().id(), _ -> range(handle, reading))
        .contains(seq);
  }

  /** Whether this time itself is within. */
  boolean contains(long sentAt) {
    return (after == null || sentAt >= after) && (before == null || sentAt < before);
  }

  private SeqRange range(Handle handle, Reading reading) {
    Conversation conversation = reading.conversation();
    return new SeqRange(
        after == null ? 1 : firstFrom(handle, conversation, after),
        before == null ? conversation.lastSeq() : firstFrom(handle, conversation, before) - 1);
  }

  /** The first message that was not sent before a time; one above the last if there is none. */
  private static long firstFrom(Handle handle, Conversation conversation, long time) {
    if (conversation.createdAt() >= time) {
      return 1;
    }
    long low = 1;
    long high = conversation.lastSeq() + 1;
    if (conversation.lastMessageAt() < time) {
      return high;
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      long sent =
          Sql.one(handle, SENT_AT, row -> row.getLong(1), conversation.id(), middle)
              .orElse(Long.MIN_VALUE);
      if (sent < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
