package dev.parley.messenger.message;

/**
 * The acknowledgement of a message: it is on the disk. The same for every retry, for ever.
 *
 * @param rev the conversation's rev that the message was sent with
 * @param sentAt epoch milliseconds
 */
public record Sent(long conversationId, long seq, long rev, long messageId, long sentAt) {}
