package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.message.Message;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The message that another one answers. All but the number is null if the reader may not see it, if
 * its content is gone, and in events.
 *
 * @param seq its number in the same conversation
 * @param senderId who sent it
 * @param kind {@code text}, {@code image}, {@code file} or {@code system}
 * @param text how it begins
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ReplyView(
    long seq, @Nullable String senderId, @Nullable String kind, @Nullable String text) {

  static @Nullable ReplyView of(Message.@Nullable Reply reply) {
    if (reply == null) {
      return null;
    }
    Message.Excerpt excerpt = reply.excerpt();
    return excerpt == null
        ? new ReplyView(reply.seq(), null, null, null)
        : new ReplyView(
            reply.seq(),
            Texts.id(excerpt.senderId()),
            MessageView.kind(excerpt.kind()),
            excerpt.text());
  }
}
