package dev.parley.server.view;

import dev.parley.messenger.message.Sent;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * The acknowledgement of a message: it is on the disk. The same for every retry.
 *
 * @param conversationId the conversation, also if it was made for this message
 * @param seq the message's number in it
 * @param rev the conversation's rev that the message was sent with
 * @param id unique among all messages
 * @param sentAt ISO 8601, UTC
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SentView(String conversationId, long seq, long rev, String id, String sentAt) {

  public static SentView of(Sent sent) {
    return new SentView(
        Texts.id(sent.conversationId()),
        sent.seq(),
        sent.rev(),
        Texts.id(sent.messageId()),
        Texts.time(sent.sentAt()));
  }
}
