/**
 * How far everybody has read and received, and what that leaves unread.
 *
 * <p>Positions are columns of {@code member}, moved only by {@link
 * dev.parley.messenger.conversation.ReadMark}. What is unread is worked out from them by the view
 * {@code member_unread}; nothing here counts up or down. Lock order: only the member's row is
 * written, the outbox after it.
 */
@NullMarked
package dev.parley.messenger.receipt;

import org.jspecify.annotations.NullMarked;
