package dev.parley.messenger.search;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements that write {@code search_term}. Stateless; the caller holds the head's lock. */
final class TermTable {
  private static final String ADD =
      """
      insert into search_term (conversation_id, term, block, bits)
      values (?, ?, ?, ?)
      on conflict (conversation_id, term, block) do update
      set bits = search_term.bits | excluded.bits
      """;

  static final String CLEAR =
      """
      update search_term set bits = bits & ?
      where conversation_id = ? and term = ? and block = ?
      """;

  static final String SWEEP =
      """
      delete from search_term
      where conversation_id = ? and term = ? and block = ? and bits = 0
      """;

  static final String WIPE =
      """
      delete from search_term where conversation_id = :id and term in (
        select term from search_term where conversation_id = :id order by term limit :most)
      """;

  void add(Handle handle, Postings postings) {
    if (postings.bits().isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(ADD)) {
      for (Map.Entry<Postings.Key, Long> one : postings.bits().entrySet()) {
        batch
            .bind(0, postings.conversationId())
            .bind(1, one.getKey().term())
            .bind(2, one.getKey().block())
            .bind(3, one.getValue())
            .add();
      }
      batch.execute();
    }
  }

  void remove(Handle handle, Postings postings) {
    if (postings.bits().isEmpty()) {
      return;
    }
    try (PreparedBatch clear = handle.prepareBatch(CLEAR);
        PreparedBatch sweep = handle.prepareBatch(SWEEP)) {
      for (Map.Entry<Postings.Key, Long> one : postings.bits().entrySet()) {
        clear
            .bind(0, ~one.getValue())
            .bind(1, postings.conversationId())
            .bind(2, one.getKey().term())
            .bind(3, one.getKey().block())
            .add();
        sweep
            .bind(0, postings.conversationId())
            .bind(1, one.getKey().term())
            .bind(2, one.getKey().block())
            .add();
      }
      clear.execute();
      sweep.execute();
    }
  }

  /** Takes away the first words of a conversation; gives the number of rows that went. */
  int wipe(Handle handle, long conversationId, int most) {
    return handle.createUpdate(WIPE).bind("id", conversationId).bind("most", most).execute();
  }
}
