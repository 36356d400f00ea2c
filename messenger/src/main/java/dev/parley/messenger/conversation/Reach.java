package dev.parley.messenger.conversation;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.privacy.Approach;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Who may make the first step towards whom: begin a direct conversation, or add to a group. Invite
 * links are not asked: who follows one comes by oneself. Stateless.
 */
public final class Reach {
  private static final long NO_GROUP = 0;

  // By primary keys; the direct conversation by its key, what its owner said there by message_own.
  // Who is in the group already is not added.
  static final String CLOSED =
      """
      select p.user_id from privacy_setting p
      where p.user_id in (<users>) and p.reach <> 0
        and not exists (select 1 from member m
          where m.conversation_id = :group and m.user_id = p.user_id and m.left_seq is null)
        and (p.reach = 2 or not (
          exists (select 1 from contact k where k.user_id = p.user_id and k.contact_id = :actor)
          or exists (select 1 from conversation c
            join message x on x.conversation_id = c.conversation_id
              and x.sender_id = p.user_id and x.counts = 1
            where c.direct_key = case when p.user_id < :actor
              then cast(p.user_id as varchar(20)) || ':' || cast(:actor as varchar(20))
              else cast(:actor as varchar(20)) || ':' || cast(p.user_id as varchar(20)) end)))
      limit 1
      """;

  /**
   * For the first message to somebody, and for beginning a conversation for it.
   *
   * @throws Refusal {@code not-reachable}
   */
  public void requireOpen(Handle handle, Approach approach, long actorId, long peerId) {
    if (isClosed(handle, approach, NO_GROUP, actorId, List.of(peerId))) {
      throw Refusal.ofField(
          RefusalCode.NOT_REACHABLE, "user_id", "this person decides alone who may write first");
    }
  }

  /**
   * For adding people to a group.
   *
   * @param field of the request that names them
   * @param group 0 for one that is being made
   * @throws Refusal {@code not-reachable}
   */
  void requireOpen(
      Handle handle,
      Approach approach,
      String field,
      long group,
      long actorId,
      Collection<Long> users) {
    if (isClosed(handle, approach, group, actorId, users)) {
      throw Refusal.ofField(
          RefusalCode.NOT_REACHABLE,
          field,
          "somebody of these is not added to groups by others; send an invite link");
    }
  }

  private static boolean isClosed(
      Handle handle, Approach approach, long group, long actorId, Collection<Long> users) {
    return approach == Approach.PERSON
        && actorId != Accounts.SYSTEM_USER
        && !users.isEmpty()
        && handle
            .createQuery(CLOSED)
            .bindList("users", List.copyOf(users))
            .bind("group", group)
            .bind("actor", actorId)
            .mapTo(Long.class)
            .findOne()
            .isPresent();
  }
}
