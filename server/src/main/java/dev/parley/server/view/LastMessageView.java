package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.conversation.LastMessage;
import dev.parley.messenger.conversation.SystemMessages;
import dev.parley.messenger.message.MessageKind;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last message of a conversation, as a list shows it.
 *
 * @param seq its number
 * @param id unique among all messages
 * @param kind {@code text}, {@code image}, {@code file} or {@code system}
 * @param senderId who sent it
 * @param preview how it begins; empty if there are no words, or no longer
 * @param system what a system message tells; null for all others
 * @param sentAt ISO 8601, UTC
 * @param recalled whether it was taken back
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LastMessageView(
    long seq,
    String id,
    String kind,
    String senderId,
    String preview,
    @Nullable SystemNoteView system,
    String sentAt,
    boolean recalled) {

  /** Whom it names: who sent it, and whom it is about. */
  Stream<Long> named() {
    return Stream.concat(
        Stream.of(Long.valueOf(senderId)), system == null ? Stream.empty() : system.named());
  }

  static @Nullable LastMessageView of(@Nullable LastMessage last) {
    if (last == null) {
      return null;
    }
    String preview = last.preview() == null ? "" : last.preview();
    boolean system = last.kind() == SystemMessages.KIND;
    return new LastMessageView(
        last.seq(),
        Texts.id(last.messageId()),
        MessageView.kind(MessageKind.of(last.kind())),
        Texts.id(last.senderId()),
        system ? "" : preview,
        system && !preview.isEmpty() ? SystemNoteView.of(preview) : null,
        Texts.time(last.sentAt()),
        last.recalled());
  }
}
