package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Who is to hear of what somebody does for all to see: those who have a conversation with that one,
 * or have that one in their contacts. Bounded; thread-safe; blocks for a read.
 */
public final class Companions {
  // By the indexes of one user's memberships and of contacts; members by their primary key.
  static final String PEOPLE =
      """
      select user_id from (
        select theirs.user_id from member mine
        join conversation c on c.conversation_id = mine.conversation_id
          and c.dissolved_at is null and c.member_count <= :small
        join member theirs on theirs.conversation_id = c.conversation_id
          and theirs.left_seq is null
        where mine.user_id = :user and mine.left_seq is null
        union select k.user_id from contact k where k.contact_id = :user) known
      where user_id <> :user
      limit :most
      """;

  static final String LARGE =
      """
      select c.conversation_id from member mine
      join conversation c on c.conversation_id = mine.conversation_id
        and c.dissolved_at is null and c.member_count > :small
      where mine.user_id = :user and mine.left_seq is null
      order by c.last_message_at desc limit :most
      """;

  static final String SMALL =
      """
      select c.conversation_id from member mine
      join conversation c on c.conversation_id = mine.conversation_id
        and c.dissolved_at is null and c.member_count <= :small
      where mine.user_id = :user and mine.left_seq is null
      order by c.last_message_at desc limit :most
      """;

  private final Transactions transactions;

  public Companions(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Who they are.
   *
   * @param people of direct conversations and small groups, and whose contacts hold the user
   * @param groups the large ones, whose members are too many to be named
   */
  public record Found(List<Long> people, List<Long> groups) {
    public Found {
      people = List.copyOf(people);
      groups = List.copyOf(groups);
    }
  }

  /** Those of somebody. */
  public Found of(long userId) {
    return transactions.read(handle -> {
      var people =
          handle
              .createQuery(PEOPLE)
              .bind("user", userId)
              .bind("small", Bound.PRESENCE_MEMBERS.value())
              .bind("most", Bound.PROFILE_TOLD_PEOPLE.value())
              .mapTo(Long.class)
              .list();
      return new Found(people, conversations(handle, LARGE, userId));
    });
  }

  /** The direct conversations and small groups of somebody, the latest first. */
  public List<Long> smallConversations(long userId) {
    return transactions.read(handle -> conversations(handle, SMALL, userId));
  }

  private static List<Long> conversations(Handle handle, String sql, long userId) {
    return handle
        .createQuery(sql)
        .bind("user", userId)
        .bind("small", Bound.PRESENCE_MEMBERS.value())
        .bind("most", Bound.PROFILE_TOLD_GROUPS.value())
        .mapTo(Long.class)
        .list();
  }
}
