package dev.parley.messenger.push;

import dev.parley.messenger.message.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * What a push says.
 *
 * @param conversationId 0 for one to try it out
 * @param seq of the message; of the recalled one if it is taken back
 * @param silent replaces what was told before, and makes no sound
 * @param urgent calls this person: alone, or by name
 * @param words {@code null} if none may be shown, or there are none
 * @param unread messages of the conversation
 * @param badge for the app's icon
 * @param at when it was sent, epoch milliseconds
 */
public record PushText(
    Kind kind,
    long conversationId,
    long seq,
    boolean silent,
    boolean urgent,
    @Nullable Words words,
    long unread,
    long badge,
    long at) {

  /** The same, and nothing that takes room. */
  public PushText withoutWords() {
    return new PushText(kind, conversationId, seq, silent, urgent, null, unread, badge, at);
  }

  /** What it is about. */
  public enum Kind {
    MESSAGE,
    /** The last message that was told is taken back, and no other one is unread. */
    RECALLED,
    TEST
  }

  /**
   * Names and words.
   *
   * @param title of a group; empty for a direct conversation
   * @param text how it begins; empty for a file without words
   */
  public record Words(String title, String sender, MessageKind kind, String text) {
    /** Without any. */
    @Override
    public String toString() {
      return "Words[]";
    }
  }
}
