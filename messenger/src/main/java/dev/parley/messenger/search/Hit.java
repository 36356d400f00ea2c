package dev.parley.messenger.search;

import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.message.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * A message that was found. Times are epoch milliseconds.
 *
 * @param score larger is better; of equal ones the later message comes first
 */
public record Hit(
    Conversation conversation,
    long seq,
    long messageId,
    long senderId,
    MessageKind kind,
    long sentAt,
    @Nullable Long editedAt,
    Excerpt excerpt,
    long score) {}
