package dev.parley.messenger.message;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The statements of {@code mention}. Stateless. */
final class MentionTable {
  // by the unique index of the handles, then by the member's key
  static final String RESOLVE =
      """
      select a.user_id from account a
      join member m on m.conversation_id = :id and m.user_id = a.user_id and m.left_seq is null
      where a.username_norm in (<names>) and a.user_id <> :sender
      order by a.user_id
      """;

  private static final String INSERT =
      """
      insert into mention (user_id, conversation_id, seq) values (:user, :id, :seq)
      on conflict do nothing
      """;

  /** Those of the names who are present members, without the sender; ascending. */
  List<Long> resolve(Handle handle, long conversationId, long senderId, Set<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(RESOLVE)
        .bind("id", conversationId)
        .bind("sender", senderId)
        .bindList("names", List.copyOf(names))
        .mapTo(Long.class)
        .list();
  }

  void add(Handle handle, long conversationId, long seq, List<Long> users) {
    if (users.isEmpty()) {
      return;
    }
    var batch = handle.prepareBatch(INSERT);
    for (long user : users) {
      batch.bind("user", user).bind("id", conversationId).bind("seq", seq).add();
    }
    batch.execute();
  }

  void replace(Handle handle, long conversationId, long seq, List<Long> users) {
    handle
        .createUpdate("delete from mention where conversation_id = :id and seq = :seq")
        .bind("id", conversationId)
        .bind("seq", seq)
        .execute();
    add(handle, conversationId, seq, users);
  }
}
