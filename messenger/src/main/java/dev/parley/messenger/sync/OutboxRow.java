package dev.parley.messenger.sync;

import dev.parley.messenger.outbox.SyncKind;

/**
 * What is to be told.
 *
 * @param userId the only reader, or 0 for all members
 * @param readers about how many will be told
 */
record OutboxRow(long id, SyncKind kind, long conversationId, long ref, long userId, int readers) {

  boolean isToMembers() {
    return userId == 0;
  }
}
