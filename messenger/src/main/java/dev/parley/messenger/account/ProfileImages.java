package dev.parley.messenger.account;

import dev.parley.messenger.media.MediaUse;
import org.jdbi.v3.core.Handle;

/** Avatars and backgrounds of people: whoever is signed in may see them. Stateless. */
public final class ProfileImages implements MediaUse {
  // by the indexes account_avatar and account_background
  private static final String USED =
      """
      select 1 where exists (select 1 from account where avatar_file = :file)
        or exists (select 1 from account where background_file = :file)
      """;

  @Override
  public boolean isUsed(Handle handle, long mediaId) {
    return MediaUse.finds(handle.createQuery(USED).bind("file", mediaId));
  }

  @Override
  public boolean mayRead(Handle handle, long mediaId, long userId) {
    return isUsed(handle, mediaId);
  }
}
