package dev.parley.messenger.search;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements of {@code search_head}. Stateless. */
final class HeadTable {
  // Locks the row until the end of the transaction, and tells the indexer that it must look again,
  // also one that has found no row.
  private static final String TOUCH =
      """
      insert into search_head (conversation_id, version, touched) values (:id, :version, 1)
      on conflict (conversation_id) do update set touched = search_head.touched + 1
      returning indexed_seq
      """;

  private static final String BEGIN =
      """
      insert into search_head (conversation_id, version) values (:id, :version)
      on conflict (conversation_id) do nothing
      """;

  private static final String MOVE =
      """
      update search_head set indexed_seq = :to
      where conversation_id = :id and indexed_seq = :from and touched = :touched
        and version = :version
      """;

  private static final String FIND =
      """
      select c.last_seq, h.version, coalesce(h.indexed_seq, 0) as indexed_seq,
        coalesce(h.touched, 0) as touched
      from conversation c left join search_head h on h.conversation_id = c.conversation_id
      where c.conversation_id = :id and c.dissolved_at is null
      """;

  // Reads both tables side by side: now and then, by one node of all.
  private static final String BEHIND =
      """
      select c.conversation_id
      from conversation c left join search_head h on h.conversation_id = c.conversation_id
      where c.dissolved_at is null
        and (coalesce(h.indexed_seq, 0) < c.last_seq or coalesce(h.version, :version) <> :version)
      order by c.conversation_id limit :limit
      """;

  /**
   * How far a conversation is.
   *
   * @param current whether its words were cut as they are today
   */
  record Head(long lastSeq, boolean begun, boolean current, long indexedSeq, long touched) {}

  /** Locks the row, which begins if there is none; gives the last indexed seq. */
  long touch(Handle handle, long conversationId) {
    return handle
        .createQuery(TOUCH)
        .bind("id", conversationId)
        .bind("version", Words.VERSION)
        .mapTo(Long.class)
        .one();
  }

  /** Empty if there is no such conversation, or no longer. */
  Optional<Head> find(Handle handle, long conversationId) {
    return handle
        .createQuery(FIND)
        .bind("id", conversationId)
        .map((row, _) -> {
          int version = row.getInt("version");
          boolean begun = !row.wasNull();
          return new Head(
              row.getLong("last_seq"),
              begun,
              !begun || version == Words.VERSION,
              row.getLong("indexed_seq"),
              row.getLong("touched"));
        })
        .findOne();
  }

  /** Locks and moves the position; false if anything happened to the row since it was read. */
  boolean move(Handle handle, long conversationId, Head from, long to) {
    if (!from.begun()) {
      handle
          .createUpdate(BEGIN)
          .bind("id", conversationId)
          .bind("version", Words.VERSION)
          .execute();
    }
    return handle
            .createUpdate(MOVE)
            .bind("id", conversationId)
            .bind("from", from.indexedSeq())
            .bind("touched", from.touched())
            .bind("version", Words.VERSION)
            .bind("to", to)
            .execute()
        == 1;
  }

  /** Begins anew, once nothing of the older version is left. */
  void restart(Handle handle, long conversationId) {
    handle
        .createUpdate(
            """
            update search_head set version = :version, indexed_seq = 0, touched = touched + 1
            where conversation_id = :id
            """)
        .bind("id", conversationId)
        .bind("version", Words.VERSION)
        .execute();
  }

  List<Long> behind(Handle handle, int limit) {
    return handle
        .createQuery(BEHIND)
        .bind("version", Words.VERSION)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  void delete(Handle handle, long conversationId) {
    handle.execute("delete from search_head where conversation_id = ?", conversationId);
  }
}
