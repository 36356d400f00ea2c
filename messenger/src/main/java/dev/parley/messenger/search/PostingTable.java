package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The statements that ask {@code search_term}. Stateless. */
final class PostingTable {
  /** Behind every text that begins with another one. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  // For each conversation of the reader one step into the primary key of the words.
  static final String WORD_OF_MINE =
      """
      select s.conversation_id, s.block, s.bits
      from member m join search_term s on s.conversation_id = m.conversation_id
      where m.user_id = :user and s.term = :term limit :limit
      """;

  static final String BEGINNING_OF_MINE =
      """
      select s.conversation_id, s.block, s.bits
      from member m join search_term s on s.conversation_id = m.conversation_id
      where m.user_id = :user and s.term >= :term and s.term < :end limit :limit
      """;

  static final String WORD_IN =
      """
      select s.conversation_id, s.block, s.bits from search_term s
      where s.conversation_id in (<ids>) and s.term = :term
      order by s.block desc limit :limit
      """;

  static final String BEGINNING_IN =
      """
      select s.conversation_id, s.block, s.bits from search_term s
      where s.conversation_id in (<ids>) and s.term >= :term and s.term < :end
      order by s.block desc limit :limit
      """;

  // The newest part of each conversation, for words that stand nearly everywhere.
  static final String NEWEST_OF_MINE =
      """
      select s.conversation_id, s.block, s.bits
      from member m join conversation c on c.conversation_id = m.conversation_id
      join search_term s on s.conversation_id = m.conversation_id
        and s.term >= :term and s.term < :end
        and s.block > (c.last_seq - 1) / 64 - :blocks
      where m.user_id = :user and c.dissolved_at is null limit :limit
      """;

  /** Where some words stand. */
  record Places(Map<Place, Long> bits, boolean complete) {}

  /**
   * Where a word stands.
   *
   * @param within conversations to look at; {@code null} for all of the user's
   */
  Places find(Handle handle, long userId, Wanted wanted, @Nullable Collection<Long> within) {
    var found = new HashMap<Place, Long>();
    boolean complete = true;
    for (String term : wanted.terms()) {
      Query query;
      if (within == null) {
        query =
            handle
                .createQuery(wanted.beginning() ? BEGINNING_OF_MINE : WORD_OF_MINE)
                .bind("user", userId);
      } else {
        query =
            handle
                .createQuery(wanted.beginning() ? BEGINNING_IN : WORD_IN)
                .bindList("ids", List.copyOf(within));
      }
      if (wanted.beginning()) {
        query.bind("end", term + LAST);
      }
      complete &= gather(query.bind("term", term), found);
    }
    return new Places(found, complete);
  }

  /** As {@link #find}, among the last blocks of each conversation only. */
  Places newest(Handle handle, long userId, Wanted wanted, long blocks) {
    var found = new HashMap<Place, Long>();
    boolean complete = true;
    for (String term : wanted.terms()) {
      complete &=
          gather(
              handle
                  .createQuery(NEWEST_OF_MINE)
                  .bind("user", userId)
                  .bind("term", term)
                  .bind("end", wanted.beginning() ? term + LAST : term + Terms.MARK)
                  .bind("blocks", blocks),
              found);
    }
    return new Places(found, complete);
  }

  private static boolean gather(Query query, Map<Place, Long> found) {
    int limit = Bound.SEARCH_ROWS.count();
    int rows = 0;
    var each = query.bind("limit", limit + 1).map((row, _) -> posting(row)).list();
    for (Posting posting : each) {
      if (++rows > limit) {
        return false;
      }
      found.merge(posting.place(), posting.bits(), (one, other) -> one | other);
    }
    return true;
  }

  private record Posting(Place place, long bits) {}

  private static Posting posting(ResultSet row) throws SQLException {
    return new Posting(
        new Place(row.getLong("conversation_id"), row.getLong("block")), row.getLong("bits"));
  }
}
