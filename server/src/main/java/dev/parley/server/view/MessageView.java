package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageKind;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param conversationId the conversation
 * @param seq its number in the conversation: 1, 2, 3 and so on without holes, the same for all
 * @param id unique among all messages
 * @param rev the conversation's rev at the last change of this message
 * @param senderId who sent it; of a system message who did what it tells
 * @param clientMsgId the sender's own name for it
 * @param kind {@code text}, {@code image}, {@code file} or {@code system}
 * @param text the words or the caption; empty if there are none, or no longer
 * @param system what a system message tells; null for all others
 * @param fileId of an image or a file
 * @param file what is known of it; null if there is none, or no longer
 * @param reply the message that it answers
 * @param forwarded who wrote it first, if it was forwarded
 * @param mentions ids of the people it calls by name
 * @param mentionsAll whether it calls everybody
 * @param edits how often its text was changed
 * @param sentAt ISO 8601, UTC
 * @param editedAt of the last change of its text
 * @param recalledAt since when it is taken back; only its place is left then
 * @param recalledBy the sender, or an admin
 * @param purgedAt since when its time is over; only its place is left then
 * @param pinnedAt since when the conversation keeps it in sight
 * @param reactions in the order of their first use
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MessageView(
    String conversationId,
    long seq,
    String id,
    long rev,
    String senderId,
    String clientMsgId,
    String kind,
    String text,
    @Nullable SystemNoteView system,
    @Nullable String fileId,
    @Nullable FileView file,
    @Nullable ReplyView reply,
    @Nullable ForwardedView forwarded,
    List<String> mentions,
    boolean mentionsAll,
    int edits,
    String sentAt,
    @Nullable String editedAt,
    @Nullable String recalledAt,
    @Nullable String recalledBy,
    @Nullable String purgedAt,
    @Nullable String pinnedAt,
    List<ReactionCount> reactions) {

  /**
   * How often an emoji was put below a message.
   *
   * @param emoji one picture
   * @param count by how many people
   * @param mine whether the reader is one of them; not told in events, whose readers differ
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReactionCount(String emoji, int count, @Nullable Boolean mine) {}

  /** As one reader sees it. */
  public static MessageView of(Message message) {
    return of(message, true);
  }

  /** For an event: without what differs from reader to reader. */
  public static MessageView forAll(Message message) {
    return of(message, false);
  }

  private static MessageView of(Message message, boolean oneReader) {
    boolean system = message.kind() == MessageKind.SYSTEM;
    return new MessageView(
        Texts.id(message.conversationId()),
        message.seq(),
        Texts.id(message.messageId()),
        message.rev(),
        Texts.id(message.senderId()),
        message.clientMsgId(),
        kind(message.kind()),
        system ? "" : message.text(),
        system && !message.text().isEmpty() ? SystemNoteView.of(message.text()) : null,
        Texts.idOrNull(message.fileId()),
        FileView.of(message.file()),
        ReplyView.of(message.reply()),
        ForwardedView.of(message.forwarded()),
        message.mentions().stream().map(Texts::id).toList(),
        message.mentionsAll(),
        message.edits(),
        Texts.time(message.sentAt()),
        Texts.timeOrNull(message.editedAt()),
        Texts.timeOrNull(message.recalledAt()),
        Texts.idOrNull(message.recalledBy()),
        Texts.timeOrNull(message.purgedAt()),
        Texts.timeOrNull(message.pinnedAt()),
        message.reactions().stream()
            .map(one ->
                new ReactionCount(
                    one.emoji(), one.count(), oneReader ? (Boolean) one.mine() : null))
            .toList());
  }

  static String kind(MessageKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
