package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.messenger.conversation.SystemMessageAppended;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageKind;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only realtime events look like. */
public final class LiveViews {
  private LiveViews() {}

  /**
   * In place of a message that is too large for an event, or that not every reader may see: fetch
   * it.
   *
   * @param seqs numbers of the messages
   * @param rev that they have now
   * @param pointer always true
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record MessagePointer(String conversationId, List<Long> seqs, long rev, boolean pointer) {
    public static MessagePointer of(long conversationId, List<Long> seqs, long rev) {
      return new MessagePointer(Texts.id(conversationId), List.copyOf(seqs), rev, true);
    }
  }

  /**
   * Something about a conversation changed: fetch it.
   *
   * @param version of the conversation; null if only the reader's own place changed
   * @param myVersion of the reader's own place; null if that did not change
   * @param reason why the conversation is to be removed: {@code removed} or {@code dissolved}
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ConversationPointer(
      String conversationId,
      @Nullable Long version,
      @Nullable Long myVersion,
      @Nullable String reason) {
    public static ConversationPointer of(long conversationId, long version) {
      return new ConversationPointer(Texts.id(conversationId), version, null, null);
    }

    public static ConversationPointer mine(long conversationId, long myVersion) {
      return new ConversationPointer(Texts.id(conversationId), null, myVersion, null);
    }

    public static ConversationPointer gone(long conversationId, long version, String reason) {
      return new ConversationPointer(Texts.id(conversationId), version, null, reason);
    }
  }

  /**
   * Members have read or received more.
   *
   * @param positions where they stand now; empty in large groups
   * @param moved how many of them moved
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ReceiptsMoved(String conversationId, List<Moved> positions, int moved) {}

  /**
   * Where one member stands now.
   *
   * @param readSeq 0 in direct conversations where one of the two has read receipts off
   * @param at when it moved; ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Moved(String userId, long readSeq, long deliveredSeq, String at) {
    public static Moved of(ReceiptMoved moved) {
      long read = moved.shown() == ReceiptMoved.Shown.ALL ? moved.readSeq() : 0;
      return new Moved(
          Texts.id(moved.userId()), read, moved.deliveredSeq(), Texts.time(moved.at()));
    }
  }

  /** A system message as its conversation's log shows it. */
  public static MessageView of(SystemMessageAppended event) {
    return MessageView.forAll(
        new Message(
            event.conversationId(),
            event.seq(),
            event.messageId(),
            event.rev(),
            event.senderId(),
            "system:" + event.messageId(),
            MessageKind.SYSTEM,
            event.body(),
            null,
            null,
            null,
            List.of(),
            false,
            0,
            event.sentAt(),
            null,
            null,
            null,
            null,
            null,
            List.of()));
  }
}
