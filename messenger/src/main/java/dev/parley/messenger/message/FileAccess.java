package dev.parley.messenger.message;

import org.jdbi.v3.core.Handle;

/** What messages ask of whoever keeps files. */
@FunctionalInterface
public interface FileAccess {
  /**
   * Whether the file exists, is complete, is of this kind and belongs to this user. Runs inside the
   * sending transaction.
   *
   * @param kind {@code IMAGE} or {@code FILE}
   */
  boolean mayAttach(Handle handle, long fileId, MessageKind kind, long userId);

  /** For a server that keeps no files. */
  static FileAccess none() {
    return (_, _, _, _) -> false;
  }
}
