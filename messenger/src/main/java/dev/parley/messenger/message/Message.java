package dev.parley.messenger.message;

import dev.parley.messenger.media.Media;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as somebody sees it. Times are epoch milliseconds.
 *
 * @param rev the conversation's rev at the last change of this message
 * @param text empty if there is none; JSON of a system message
 * @param file of an image or a file; {@code null} once it is gone
 * @param mentions who is called by name, ascending
 * @param mentionsAll whether it calls everybody
 * @param edits how often its text was changed
 * @param recalledBy the sender or an admin; set together with {@code recalledAt}
 * @param reactions in the order of their first use
 */
public record Message(
    long conversationId,
    long seq,
    long messageId,
    long rev,
    long senderId,
    String clientMsgId,
    MessageKind kind,
    String text,
    @Nullable Media file,
    @Nullable Reply reply,
    @Nullable Forwarded forwarded,
    List<Long> mentions,
    boolean mentionsAll,
    int edits,
    long sentAt,
    @Nullable Long editedAt,
    @Nullable Long recalledAt,
    @Nullable Long recalledBy,
    @Nullable Long purgedAt,
    @Nullable Long pinnedAt,
    List<ReactionCount> reactions) {
  public Message {
    mentions = List.copyOf(mentions);
    reactions = List.copyOf(reactions);
  }

  /** Id of its file. */
  public @Nullable Long fileId() {
    return file == null ? null : (Long) file.id();
  }

  /** Whether its content was taken away. */
  public boolean isGone() {
    return recalledAt != null || purgedAt != null;
  }

  /**
   * The message that is answered.
   *
   * @param excerpt the beginning of it; {@code null} if its reader may not see it, if it is gone,
   *     and in events, whose readers may differ in what they see
   */
  public record Reply(long seq, @Nullable Excerpt excerpt) {}

  /** The beginning of a message, up to {@code Bound.REPLY_EXCERPT} characters. */
  public record Excerpt(long senderId, MessageKind kind, String text) {}

  /** Who wrote a forwarded message first, and when. */
  public record Forwarded(long senderId, long sentAt) {}

  /**
   * How often an emoji was put below a message.
   *
   * @param mine whether the reader did it too; {@code false} in events
   */
  public record ReactionCount(String emoji, int count, boolean mine) {}
}
