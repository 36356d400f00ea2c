package dev.parley.messenger.message;

import org.jdbi.v3.core.Handle;

/**
 * Keeps something that is made of what messages say, and must go or change with it in the same
 * transaction. Called under the lock of the conversation.
 */
public interface TextIndex {
  /** Before the content of a stretch of messages is taken away or replaced; both ends included. */
  void forget(Handle handle, long conversationId, long from, long to);

  /** After the content of a message was replaced. */
  void learn(Handle handle, long conversationId, long seq);

  /** Keeps nothing. */
  static TextIndex none() {
    return new TextIndex() {
      @Override
      public void forget(Handle handle, long conversationId, long from, long to) {
        // nothing is kept
      }

      @Override
      public void learn(Handle handle, long conversationId, long seq) {
        // nothing is kept
      }
    };
  }
}
