package dev.parley.messenger.conversation;

import org.jdbi.v3.core.Handle;

/** Takes away what another package keeps for a dissolved conversation, such as files. */
@FunctionalInterface
public interface PurgeStep {
  /**
   * Takes away a part.
   *
   * @param most rows to take away at most
   * @return rows that were taken away; 0 if nothing was left
   */
  int purge(Handle handle, long conversationId, int most);
}
