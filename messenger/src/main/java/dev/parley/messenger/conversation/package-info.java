/**
 * Conversations and the people in them: direct ones and groups, roles, invitations, what a member
 * settles for oneself, the list with its unread counts, leaving and dissolving.
 *
 * <p>{@link dev.parley.messenger.conversation.Access} is the only place that says who may read,
 * post or administer; every path to a conversation asks it. Bodies of messages are not ours, with
 * one exception: {@code SystemMessages} writes what happened to a conversation into its log.
 *
 * <p>Tables: {@code conversation}, {@code member}, {@code membership_interval}, {@code invite}.
 * Lock order of a writing unit: the conversation's row first (an update of it is the lock), then
 * its members by user id, then invites, then messages by seq, the outbox last.
 */
@NullMarked
package dev.parley.messenger.conversation;

import org.jspecify.annotations.NullMarked;
