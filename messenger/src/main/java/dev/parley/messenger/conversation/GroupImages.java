package dev.parley.messenger.conversation;

import dev.parley.messenger.media.MediaUse;
import org.jdbi.v3.core.Handle;

/** Avatars of groups: members may see them, and former ones. Stateless. */
public final class GroupImages implements MediaUse {
  // by the index conversation_avatar
  private static final String USED = "select 1 from conversation where avatar_file = :file limit 1";

  private static final String SEEN =
      """
      select 1 from conversation c
        join member m on m.conversation_id = c.conversation_id and m.user_id = :user
      where c.avatar_file = :file and c.dissolved_at is null
      limit 1
      """;

  @Override
  public boolean isUsed(Handle handle, long mediaId) {
    return MediaUse.finds(handle.createQuery(USED).bind("file", mediaId));
  }

  @Override
  public boolean mayRead(Handle handle, long mediaId, long userId) {
    return MediaUse.finds(handle.createQuery(SEEN).bind("file", mediaId).bind("user", userId));
  }
}
