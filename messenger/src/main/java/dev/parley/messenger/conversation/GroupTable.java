package dev.parley.messenger.conversation;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements about groups alone. Stateless. */
final class GroupTable {
  void insert(
      Handle handle, long id, String title, @Nullable Long avatarFile, long ownerId, long now) {
    handle
        .createUpdate(
            """
            insert into conversation (conversation_id, kind, title, avatar_file, owner_id,
              created_by, last_message_at, created_at, updated_at)
            values (:id, :kind, :title, :avatar, :owner, :owner, :now, :now, :now)
            """)
        .bind("id", id)
        .bind("kind", Conversation.Kind.GROUP.stored())
        .bind("title", title)
        .bind("avatar", avatarFile)
        .bind("owner", ownerId)
        .bind("now", now)
        .execute();
  }

  void setRole(Handle handle, long conversationId, long userId, Role role) {
    handle
        .createUpdate(
            """
            update member set role = :role, version = version + 1
            where conversation_id = :id and user_id = :user
            """)
        .bind("id", conversationId)
        .bind("user", userId)
        .bind("role", role.stored())
        .execute();
  }

  void silence(Handle handle, long conversationId, long userId, @Nullable Long until) {
    handle
        .createUpdate(
            """
            update member set silenced_until = :until, version = version + 1
            where conversation_id = :id and user_id = :user
            """)
        .bind("id", conversationId)
        .bind("user", userId)
        .bind("until", until)
        .execute();
  }
}
