package dev.parley.messenger.conversation;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements about direct conversations alone. Stateless. */
final class DirectTable {
  private static final String FIND =
      "select " + ConversationTable.COLUMNS + " from conversation where direct_key = :key";

  private static final String OF_USER =
      """
      select c.conversation_id from member m
      join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and c.kind = :direct and c.dissolved_at is null
      order by c.conversation_id
      """;

  /**
   * Inserts a conversation unless the pair has one. A second one who tries at the same time waits
   * for the first.
   *
   * @return whether it was inserted
   */
  boolean insert(Handle handle, long id, long creatorId, long peerId, long now) {
    return handle
            .createUpdate(
                """
                insert into conversation (conversation_id, kind, direct_key, created_by,
                  member_count, last_message_at, created_at, updated_at)
                values (:id, :kind, :key, :creator, 2, :now, :now, :now)
                on conflict (direct_key) do nothing
                """)
            .bind("id", id)
            .bind("kind", Conversation.Kind.DIRECT.stored())
            .bind("key", Conversation.directKey(creatorId, peerId))
            .bind("creator", creatorId)
            .bind("now", now)
            .execute()
        == 1;
  }

  Optional<Conversation> find(Handle handle, long one, long other) {
    return handle
        .createQuery(FIND)
        .bind("key", Conversation.directKey(one, other))
        .map(ConversationTable::map)
        .findOne();
  }

  /** Those of one user, dissolved ones left out, ascending. */
  List<Long> ofUser(Handle handle, long userId) {
    return handle
        .createQuery(OF_USER)
        .bind("user", userId)
        .bind("direct", Conversation.Kind.DIRECT.stored())
        .mapTo(Long.class)
        .list();
  }
}
