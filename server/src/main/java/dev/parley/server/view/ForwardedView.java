package dev.parley.server.view;

import dev.parley.messenger.message.Message;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Where a forwarded message comes from.
 *
 * @param senderId who wrote it first
 * @param sentAt ISO 8601, UTC
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ForwardedView(String senderId, String sentAt) {

  static @Nullable ForwardedView of(Message.@Nullable Forwarded forwarded) {
    return forwarded == null
        ? null
        : new ForwardedView(Texts.id(forwarded.senderId()), Texts.time(forwarded.sentAt()));
  }
}
