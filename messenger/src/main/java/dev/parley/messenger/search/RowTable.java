package dev.parley.messenger.search;

import dev.parley.messenger.Rows;
import dev.parley.messenger.message.MessageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements that read messages. Stateless. */
final class RowTable {
  /** Messages of one statement: engines bound the number of its parameters. */
  private static final int TOGETHER = 250;

  private static final String COLUMNS =
      """
      m.conversation_id, m.seq, m.message_id, m.sender_id, m.kind, m.body, m.sent_at, m.edited_at,
        m.recalled_at, m.purged_at
      """;

  // by primary key, in the order of the log
  static final String AFTER =
      "select "
          + COLUMNS
          + """
          from message m where m.conversation_id = :id and m.seq > :seq
          order by m.seq limit :limit
          """;

  static final String BETWEEN =
      "select "
          + COLUMNS
          + """
          from message m where m.conversation_id = :id and m.seq between :from and :to
          """;

  // each by primary key
  static final String THESE =
      "with wanted (conversation_id, seq) as (values <places>) select "
          + COLUMNS
          + """
          from wanted
          join message m on m.conversation_id = wanted.conversation_id and m.seq = wanted.seq
          """;

  /** One message. */
  record At(long conversationId, long seq) {}

  List<MessageRow> after(Handle handle, long conversationId, long seq, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("id", conversationId)
        .bind("seq", seq)
        .bind("limit", limit)
        .map(RowTable::row)
        .list();
  }

  List<MessageRow> between(Handle handle, long conversationId, long from, long to) {
    return handle
        .createQuery(BETWEEN)
        .bind("id", conversationId)
        .bind("from", from)
        .bind("to", to)
        .map(RowTable::row)
        .list();
  }

  /** Messages of many conversations, in no order. */
  List<MessageRow> these(Handle handle, List<At> places) {
    var rows = new ArrayList<MessageRow>(places.size());
    for (int from = 0; from < places.size(); from += TOGETHER) {
      List<At> some = places.subList(from, Math.min(places.size(), from + TOGETHER));
      Query query =
          handle
              .createQuery(THESE)
              .define("places", String.join(", ", Collections.nCopies(some.size(), "(?, ?)")));
      int at = 0;
      for (At place : some) {
        query.bind(at++, place.conversationId()).bind(at++, place.seq());
      }
      query.map(RowTable::row).forEach(rows::add);
    }
    return rows;
  }

  private static MessageRow row(ResultSet row, StatementContext context) throws SQLException {
    return new MessageRow(
        row.getLong("conversation_id"),
        row.getLong("seq"),
        row.getLong("message_id"),
        row.getLong("sender_id"),
        MessageKind.of(row.getInt("kind")),
        Rows.text(row, "body"),
        row.getLong("sent_at"),
        Rows.longOrNull(row, "edited_at"),
        Rows.longOrNull(row, "recalled_at") != null || Rows.longOrNull(row, "purged_at") != null);
  }
}
