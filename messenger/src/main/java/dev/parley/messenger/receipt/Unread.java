package dev.parley.messenger.receipt;

/**
 * What a member has not seen of a conversation.
 *
 * @param position up to here nothing is unread
 * @param messages of others, neither recalled nor purged nor deleted for oneself
 * @param mentions how many of the messages call the member, by name or with everybody
 */
public record Unread(long position, long messages, long mentions) {}
