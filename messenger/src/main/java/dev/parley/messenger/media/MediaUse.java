package dev.parley.messenger.media;

import org.jdbi.v3.core.Handle;

/** One of the places that refer to files. Stateless. */
public interface MediaUse {
  /** Whether anything here refers to the file. */
  boolean isUsed(Handle handle, long mediaId);

  /** Whether a user may see something here that refers to the file. */
  boolean mayRead(Handle handle, long mediaId, long userId);
}
