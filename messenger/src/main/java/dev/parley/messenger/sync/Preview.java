package dev.parley.messenger.sync;

/**
 * Enough of a new message to draw a list with.
 *
 * @param kind the number in {@code message.kind}
 * @param text how it begins, up to {@code Bound.PREVIEW} characters
 * @param sentAt epoch milliseconds
 */
public record Preview(long senderId, int kind, String text, long sentAt) {}
