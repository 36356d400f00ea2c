package dev.parley.messenger.contact;

/**
 * A user who is shut out.
 *
 * @param createdAt epoch milliseconds
 */
public record Block(long blockedId, long createdAt) {}
