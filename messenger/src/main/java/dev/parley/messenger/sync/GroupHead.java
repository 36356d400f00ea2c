package dev.parley.messenger.sync;

/**
 * How far one of a user's large groups is, which get no pointers: a device compares it with what it
 * holds.
 *
 * @param myVersion of the user's own place
 */
public record GroupHead(
    long conversationId, long lastSeq, long lastRev, long version, long myVersion) {}
