package dev.parley.messenger.conversation;

import dev.parley.messenger.Cursor;
import dev.parley.messenger.Page;
import dev.parley.messenger.conversation.SummaryTable.Position;
import dev.parley.messenger.conversation.SummaryTable.Row;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A user's conversations: pinned ones first, then by the last message. Not in it: what the user
 * deleted for oneself, until a message comes. Thread-safe; blocks.
 */
public final class ConversationList {
  private final Parts parts;
  private final SummaryTable table = new SummaryTable();

  ConversationList(Parts parts) {
    this.parts = parts;
  }

  /** Those one is in, or those one left and may still read. */
  public enum Scope {
    MINE,
    FORMER
  }

  /**
   * One page.
   *
   * @throws dev.parley.messenger.Refusal {@code invalid-cursor}, {@code invalid-field}
   */
  public Page<ConversationSummary> page(
      long userId, Scope scope, @Nullable String cursor, @Nullable Integer limit) {
    int size = Page.limit(limit);
    return parts.transactions().read(handle -> page(handle, userId, scope, cursor, size));
  }

  /** As {@link #page(long, Scope, String, Integer)}, as part of a transaction. */
  public Page<ConversationSummary> page(
      Handle handle, long userId, Scope scope, @Nullable String cursor, int size) {
    long[] after = Cursor.parse(cursor, 2, Long.MAX_VALUE, Long.MAX_VALUE);
    var position = new Position((int) after[0], after[1], after[2]);
    List<Row> rows = table.list(handle, userId, scope == Scope.FORMER, position, size + 1);
    Page<Row> page = Page.of(rows, size, ConversationList::cursor);
    return new Page<>(page.items().stream().map(Row::summary).toList(), page.next());
  }

  /**
   * One conversation, also one that is not in the list or was left.
   *
   * @throws dev.parley.messenger.Refusal {@code not-found}
   */
  public ConversationSummary find(long userId, long conversationId) {
    return parts
        .transactions()
        .read(handle -> table.find(handle, userId, conversationId))
        .orElseThrow(Access::notFound);
  }

  private static String cursor(Row last) {
    Position position = last.position();
    return Cursor.of(position.pinned(), position.at(), position.conversationId());
  }
}
