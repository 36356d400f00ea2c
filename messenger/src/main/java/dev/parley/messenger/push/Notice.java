package dev.parley.messenger.push;

/**
 * That something is to be told to a browser.
 *
 * @param conversationId 0 for one to try it out
 * @param seq of the last message that calls the person
 * @param sentSeq of the one that was told last, 0 for none
 * @param recalledSeq was told and is recalled, 0 for none
 * @param since epoch milliseconds
 * @param attempts that were begun, this one too
 */
public record Notice(
    long subscriptionId,
    long conversationId,
    long userId,
    long seq,
    long sentSeq,
    long recalledSeq,
    long since,
    int attempts) {}
