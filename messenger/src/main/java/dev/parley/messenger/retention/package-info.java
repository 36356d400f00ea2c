/**
 * How long messages are kept, and purging those whose time is over.
 *
 * <p>A purge hides first and blanks afterwards: one short transaction raises the conversation's
 * {@code purge_seq} over all that is too old, which ends every reader's access and takes it out of
 * the unread counts; then the content goes in small batches. What stays of a message is the stub
 * that numbers, counts and retries rest on. Clients learn {@code purge_seq} from the conversation
 * and drop their copies up to it.
 *
 * <p>Tables: {@code retention_default}, and the columns {@code purge_seq}, {@code purge_countable}
 * and {@code blanked_seq} of {@code conversation}. Lock order: the conversation's row, then
 * messages by seq, the outbox last.
 */
@NullMarked
package dev.parley.messenger.retention;

import org.jspecify.annotations.NullMarked;
