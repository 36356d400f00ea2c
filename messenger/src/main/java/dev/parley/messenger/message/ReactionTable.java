package dev.parley.messenger.message;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements of {@code reaction}. Stateless. */
final class ReactionTable {
  /** How many there are below a message, how many different ones, and whether one is there. */
  record Tally(int all, int kinds, boolean known) {}

  Tally tally(Handle handle, long conversationId, long seq, String emoji) {
    return handle
        .createQuery(
            """
            select count(*) as times, count(distinct emoji) as kinds,
              max(case when emoji = :emoji then 1 else 0 end) as known
            from reaction where conversation_id = :id and seq = :seq
            """)
        .bind("id", conversationId)
        .bind("seq", seq)
        .bind("emoji", emoji)
        .map((row, _) ->
            new Tally(row.getInt("times"), row.getInt("kinds"), row.getInt("known") == 1))
        .one();
  }

  boolean add(Handle handle, long conversationId, long seq, long userId, String emoji, long now) {
    return handle
            .createUpdate(
                """
                insert into reaction (conversation_id, seq, user_id, emoji, created_at)
                values (:id, :seq, :user, :emoji, :now)
                on conflict do nothing
                """)
            .bind("id", conversationId)
            .bind("seq", seq)
            .bind("user", userId)
            .bind("emoji", emoji)
            .bind("now", now)
            .execute()
        == 1;
  }

  boolean remove(Handle handle, long conversationId, long seq, long userId, String emoji) {
    return handle
            .createUpdate(
                """
                delete from reaction
                where conversation_id = :id and seq = :seq and user_id = :user and emoji = :emoji
                """)
            .bind("id", conversationId)
            .bind("seq", seq)
            .bind("user", userId)
            .bind("emoji", emoji)
            .execute()
        == 1;
  }

  /** By primary key, from after a user on. A user has no more than a page below one message. */
  List<Reactions.Reaction> page(
      Handle handle, long conversationId, long seq, long afterUser, String afterEmoji, int limit) {
    return handle
        .createQuery(
            """
            select user_id, emoji, created_at from reaction
            where conversation_id = :id and seq = :seq
              and (user_id > :user or (user_id = :user and emoji > :emoji))
            order by user_id, emoji limit :limit
            """)
        .bind("id", conversationId)
        .bind("seq", seq)
        .bind("user", afterUser)
        .bind("emoji", afterEmoji)
        .bind("limit", limit)
        .map((row, _) ->
            new Reactions.Reaction(
                row.getLong("user_id"), row.getString("emoji"), row.getLong("created_at")))
        .list();
  }
}
