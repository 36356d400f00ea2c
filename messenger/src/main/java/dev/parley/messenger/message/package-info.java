/**
 * The log of a conversation: sending, editing, recalling, reactions, pins, and reading it in pages.
 *
 * <p>A message is acknowledged once and for ever: its number, id and time never change, whatever
 * happens to its content. {@link dev.parley.messenger.message.Erasure} is the only place that takes
 * content away; it leaves the stub that numbers, counts and retries rest on.
 *
 * <p>Tables: {@code message}, {@code message_edit}, {@code mention}, {@code reaction}, {@code
 * pinned_message}. Lock order of a writing unit: the conversation's row first (taking a seq or a
 * rev is the lock), then the member's row, then the message, the outbox last.
 */
@NullMarked
package dev.parley.messenger.message;

import org.jspecify.annotations.NullMarked;
