package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.MyDeletions;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.PositionView;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages, as the HTTP API reads them and lists them. */
final class MessageJson {
  private MessageJson() {}

  /**
   * A message to hand on.
   *
   * @param conversationId where it stands
   * @param seq its number there
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Source(@Nullable String conversationId, @Nullable Long seq) {
    Content.Forward parse() {
      return new Content.Forward(
          Texts.requiredId("forward.conversation_id", conversationId),
          required("forward.seq", seq));
    }
  }

  /**
   * A message to send.
   *
   * @param clientMsgId the sender's own name for it, 1 to 64 printable ASCII characters; a retry
   *     under the same name gives the same answer
   * @param kind {@code text}, {@code image} or {@code file}; text if absent
   * @param text the words or the caption; at most 16 KiB in UTF-8
   * @param fileId of an image or a file that the sender has uploaded
   * @param forward hands on another message instead of all that
   * @param replySeq the message that this one answers
   * @param seenUpTo what the sender had on the screen; moves the read position
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record NewMessage(
      @Nullable String clientMsgId,
      @Nullable String kind,
      @Nullable String text,
      @Nullable String fileId,
      @Nullable Source forward,
      @Nullable Long replySeq,
      @Nullable Long seenUpTo) {
    SendCommand parse(long senderId, Target target) {
      return command(
          senderId, target, clientMsgId, content(kind, text, fileId, forward), replySeq, seenUpTo);
    }
  }

  /**
   * A message to send to somebody or to a conversation. To a person, the direct conversation begins
   * with its first message.
   *
   * @param receiverId of a person or a conversation
   * @param receiverKind {@code user} or {@code conversation}
   * @param clientMsgId the sender's own name for it, 1 to 64 printable ASCII characters; a retry
   *     under the same name gives the same answer
   * @param kind {@code text}, {@code image} or {@code file}; text if absent
   * @param text the words or the caption; at most 16 KiB in UTF-8
   * @param fileId of an image or a file that the sender has uploaded
   * @param forward hands on another message instead of all that
   * @param replySeq the message that this one answers
   * @param seenUpTo what the sender had on the screen; moves the read position
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Addressed(
      @Nullable String receiverId,
      @Nullable String receiverKind,
      @Nullable String clientMsgId,
      @Nullable String kind,
      @Nullable String text,
      @Nullable String fileId,
      @Nullable Source forward,
      @Nullable Long replySeq,
      @Nullable Long seenUpTo) {
    SendCommand parse(long senderId) {
      return command(
          senderId,
          target(),
          clientMsgId,
          content(kind, text, fileId, forward),
          replySeq,
          seenUpTo);
    }

    /** The same for a receiver that was looked up. */
    Addressed to(@Nullable String found) {
      return new Addressed(
          found, receiverKind, clientMsgId, kind, text, fileId, forward, replySeq, seenUpTo);
    }

    private Target target() {
      return switch (receiverKind) {
        case "user" -> new Target.ToUser(Texts.requiredId("receiver_id", receiverId));
        case "conversation" ->
            new Target.InConversation(Texts.requiredId("receiver_id", receiverId));
        case null, default ->
            throw Refusal.ofField(
                RefusalCode.INVALID_FIELD, "receiver_kind", "expected user or conversation");
      };
    }
  }

  /**
   * Messages of one conversation.
   *
   * @param seqs their numbers, at most 100
   */
  @Serdeable
  record Chosen(@Nullable List<Long> seqs) {
    List<Long> parse() {
      if (seqs == null || seqs.stream().anyMatch(Objects::isNull)) {
        throw Refusal.ofField(RefusalCode.INVALID_FIELD, "seqs", "expected a list of numbers");
      }
      return seqs;
    }
  }

  /**
   * Some of the caller's deletions, in their order.
   *
   * @param seqs numbers of messages
   * @param deletions how many a copy stands for that has left these out
   * @param more whether there are more
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Deleted(List<Long> seqs, long deletions, boolean more) {
    static Deleted of(MyDeletions.Since since) {
      return new Deleted(since.seqs(), since.last(), since.more());
    }
  }

  private static SendCommand command(
      long senderId,
      Target target,
      @Nullable String clientMsgId,
      Content content,
      @Nullable Long replySeq,
      @Nullable Long seenUpTo) {
    return new SendCommand(
        senderId, target, clientMsgId == null ? "" : clientMsgId, content, replySeq, seenUpTo);
  }

  private static Content content(
      @Nullable String kind,
      @Nullable String text,
      @Nullable String fileId,
      @Nullable Source forward) {
    if (forward != null) {
      requireNothing("kind", kind);
      requireNothing("text", text);
      requireNothing("file_id", fileId);
      return forward.parse();
    }
    String words = text == null ? "" : text;
    return switch (kind) {
      case null -> words(words, fileId);
      case "text" -> words(words, fileId);
      case "image" ->
          new Content.Attachment(MessageKind.IMAGE, Texts.requiredId("file_id", fileId), words);
      case "file" ->
          new Content.Attachment(MessageKind.FILE, Texts.requiredId("file_id", fileId), words);
      default ->
          throw Refusal.ofField(RefusalCode.INVALID_FIELD, "kind", "expected text, image or file");
    };
  }

  private static Content words(String text, @Nullable String fileId) {
    requireNothing("file_id", fileId);
    return new Content.Text(text);
  }

  private static void requireNothing(String field, @Nullable String given) {
    if (given != null) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, field, "expected nothing in a message of this kind");
    }
  }

  private static long required(String field, @Nullable Long number) {
    if (number == null) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, "expected a number");
    }
    return number;
  }

  /**
   * A change of an own message.
   *
   * @param text the new words or caption; at most 16 KiB in UTF-8
   */
  @Serdeable
  record Edit(@Nullable String text) {}

  /**
   * A place in the log.
   *
   * @param seq number of a message; a larger one than the last counts as the last
   */
  @Serdeable
  record UpTo(@Nullable Long seq) {
    long parse() {
      return required("seq", seq);
    }
  }

  /**
   * Messages of one conversation.
   *
   * @param messages by number; in answers to {@code rev} in the order of their changes
   * @param people those whom the messages name
   * @param hasBefore whether there is anything below the first; not told in answers to {@code rev}
   * @param hasAfter whether there is anything above the last, or more changes
   * @param rev to ask for changes from, later
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Log(
      List<MessageView> messages,
      List<PersonView> people,
      @Nullable Boolean hasBefore,
      boolean hasAfter,
      long rev) {}

  /**
   * Pinned messages.
   *
   * @param messages the latest pin first
   * @param people those whom the messages name
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Pinned(List<MessageView> messages, List<PersonView> people) {}

  /**
   * A text that a message had.
   *
   * @param text as it was
   * @param writtenAt ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Form(String text, String writtenAt) {}

  /**
   * Earlier texts of a message.
   *
   * @param edits the first one first, without the present one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Forms(List<Form> edits) {}

  /**
   * Who put what below a message.
   *
   * @param userId who
   * @param emoji what
   * @param at ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Reaction(String userId, String emoji, String at) {}

  /**
   * One page.
   *
   * @param reactions by user
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ReactionList(List<Reaction> reactions, @Nullable String next) {}

  /**
   * How far everybody is.
   *
   * @param positions by user id
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Positions(List<PositionView> positions) {}
}
