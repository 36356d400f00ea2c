package dev.parley.messenger.media;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** One of the places that refer to files. Stateless. */
public interface MediaUse {
  /** Whether a query, bound already, finds any row of one number. */
  static boolean finds(Query query) {
    return query.mapTo(Integer.class).findFirst().isPresent();
  }

  /** Whether anything here refers to the file. */
  boolean isUsed(Handle handle, long mediaId);

  /** Whether a user may see something here that refers to the file. */
  boolean mayRead(Handle handle, long mediaId, long userId);
}
