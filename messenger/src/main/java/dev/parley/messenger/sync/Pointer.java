package dev.parley.messenger.sync;

import dev.parley.messenger.outbox.SyncKind;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a user's log.
 *
 * @param syncSeq its number in the log: dense, ascending
 * @param conversationId 0 for what concerns the user alone
 * @param ref what {@link SyncKind} says
 * @param preview of a new message that still has its content
 */
public record Pointer(
    long userId,
    long syncSeq,
    SyncKind kind,
    long conversationId,
    long ref,
    @Nullable Preview preview) {}
