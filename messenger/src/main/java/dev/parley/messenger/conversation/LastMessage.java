package dev.parley.messenger.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The last message of a conversation, as a list shows it.
 *
 * @param kind as in {@code message.kind}
 * @param preview the first characters of its body, of a system message all of it; {@code null} if
 *     it has none any more
 * @param sentAt epoch milliseconds
 */
public record LastMessage(
    long seq,
    long messageId,
    int kind,
    long senderId,
    @Nullable String preview,
    long sentAt,
    boolean recalled,
    boolean purged) {}
