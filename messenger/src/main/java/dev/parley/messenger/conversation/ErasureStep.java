package dev.parley.messenger.conversation;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Takes away what another package keeps of messages: what they say, where they are found, their
 * files.
 */
@FunctionalInterface
public interface ErasureStep {
  /** Runs in one transaction with all other steps, under the lock of the conversation. */
  void erase(Handle handle, long conversationId, List<Long> seqs);
}
