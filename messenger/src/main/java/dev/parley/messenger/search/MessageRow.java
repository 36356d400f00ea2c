package dev.parley.messenger.search;

import dev.parley.messenger.message.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * A message as searching needs it. Times are epoch milliseconds.
 *
 * @param text empty if there is none
 * @param gone whether its content was taken away
 */
record MessageRow(
    long conversationId,
    long seq,
    long messageId,
    long senderId,
    MessageKind kind,
    String text,
    long sentAt,
    @Nullable Long editedAt,
    boolean gone) {
  /** What the server tells is no speech, and what was taken away is nobody's to find. */
  boolean canBeFound() {
    return !gone && kind != MessageKind.SYSTEM;
  }
}
