package dev.parley.messenger.conversation;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements that begin and end a stay in a conversation. Stateless. */
final class StayTable {
  private static final String KEEP_EARLIER =
      """
      insert into membership_interval (conversation_id, user_id, from_seq, to_seq)
      select conversation_id, user_id, join_seq, left_seq from member
      where conversation_id = :id and user_id = :user and left_seq is not null
      on conflict (conversation_id, user_id, from_seq) do nothing
      """;

  // Who comes back begins anew, but what was cleared stays cleared and a silence is not shaken off.
  private static final String BEGIN =
      """
      insert into member (conversation_id, user_id, role, join_seq, floor_countable, read_seq,
        read_countable, added_by, joined_at, hidden_at)
      values (:id, :user, :role, :seq, :countable, :seq - 1, :countable, :by, :now, :hidden)
      on conflict (conversation_id, user_id) do update
      set role = excluded.role, join_seq = excluded.join_seq, left_seq = null, left_at = null,
          stays = member.stays + 1, floor_countable = excluded.floor_countable, hidden_at = null,
          marked_unread = 0, added_by = excluded.added_by, joined_at = excluded.joined_at,
          version = member.version + 1
      """;

  private static final String END =
      """
      update member
      set left_seq = :seq, left_at = :now, role = :role, pinned_at = null, draft = null,
          draft_at = null, marked_unread = 0, version = version + 1
      where conversation_id = :id and user_id = :user and left_seq is null
      """;

  private static final String PRESENT =
      """
      select user_id from member
      where conversation_id = :id and user_id in (<users>) and left_seq is null
      """;

  private static final String HEIR =
      """
      select user_id from member
      where conversation_id = :id and left_seq is null and user_id <> :leaving
      order by role desc, joined_at, join_seq, user_id
      limit 1
      """;

  private static final String GROUPS_OF_USER =
      """
      select c.conversation_id from member m
      join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and c.kind = :group and c.dissolved_at is null
      order by c.conversation_id
      """;

  /**
   * How a stay begins.
   *
   * @param seq first message of it
   * @param countable the conversation's count before it
   * @param hiddenAt not in the list until the first message that counts
   */
  record Beginning(
      Role role, long seq, long countable, @Nullable Long addedBy, @Nullable Long hiddenAt) {}

  void begin(Handle handle, long conversationId, long userId, Beginning how, long now) {
    handle.createUpdate(KEEP_EARLIER).bind("id", conversationId).bind("user", userId).execute();
    handle
        .createUpdate(BEGIN)
        .bind("id", conversationId)
        .bind("user", userId)
        .bind("role", how.role().stored())
        .bind("seq", how.seq())
        .bind("countable", how.countable())
        .bind("by", how.addedBy())
        .bind("hidden", how.hiddenAt())
        .bind("now", now)
        .execute();
  }

  /** Ends a stay with a message that is the last to be seen. */
  void end(Handle handle, long conversationId, long userId, long seq, long now) {
    handle
        .createUpdate(END)
        .bind("id", conversationId)
        .bind("user", userId)
        .bind("seq", seq)
        .bind("now", now)
        .bind("role", Role.MEMBER.stored())
        .execute();
  }

  /** Those of the given users who are present. */
  List<Long> present(Handle handle, long conversationId, List<Long> users) {
    return handle
        .createQuery(PRESENT)
        .bind("id", conversationId)
        .bindList("users", users)
        .mapTo(Long.class)
        .list();
  }

  /** Who owns a group after its owner: the oldest admin, else the oldest member; 0 if nobody. */
  long heir(Handle handle, long conversationId, long leaving) {
    return handle
        .createQuery(HEIR)
        .bind("id", conversationId)
        .bind("leaving", leaving)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** The groups of one user, also former ones, dissolved ones left out, ascending. */
  List<Long> groupsOf(Handle handle, long userId) {
    return handle
        .createQuery(GROUPS_OF_USER)
        .bind("user", userId)
        .bind("group", Conversation.Kind.GROUP.stored())
        .mapTo(Long.class)
        .list();
  }
}
