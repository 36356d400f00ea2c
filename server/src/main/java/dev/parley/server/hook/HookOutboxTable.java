package dev.parley.server.hook;

import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code event_hook_outbox}. Used inside one transaction. */
record HookOutboxTable(Handle handle) {

  /**
   * An event that is to be told.
   *
   * @param kind see {@link HookEvent#text}
   * @param body JSON
   */
  record Row(long id, int lane, String kind, String body) {
    /** Without the body: it holds what users wrote. */
    @Override
    public String toString() {
      return "Row[%d, %s]".formatted(id, kind);
    }
  }

  void add(List<Row> rows) {
    try (var batch =
        handle.prepareBatch(
            "insert into event_hook_outbox (event_id, lane, kind, body) values (?, ?, ?, ?)")) {
      rows.forEach(row -> batch.add(row.id(), row.lane(), row.kind(), row.body()));
      batch.execute();
    }
  }

  /** Whether anything is to be told. */
  boolean isWaiting() {
    return handle
            .createQuery(
                "select count(*) from (select 1 as one from event_hook_outbox limit 1) waiting")
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  /** Takes the oldest out. Another node that tries at the same time gets others, or none. */
  List<Row> take(int most) {
    return handle
        .createQuery(
            """
            delete from event_hook_outbox where event_id in (
              select event_id from event_hook_outbox order by event_id limit :most)
            returning event_id, lane, kind, body
            """)
        .bind("most", most)
        .map((row, _) ->
            new Row(
                row.getLong("event_id"),
                row.getInt("lane"),
                row.getString("kind"),
                row.getString("body")))
        .stream()
        .sorted(Comparator.comparingLong(Row::id))
        .toList();
  }
}
