/**
 * What must reach other devices and members, written in the same transaction as what it tells of.
 *
 * <p>Table: {@code outbox}, of which only writing is ours; the fan-out reads and deletes. Rows are
 * the last that a transaction writes. May be used by every package that changes something.
 */
@NullMarked
package dev.parley.messenger.outbox;

import org.jspecify.annotations.NullMarked;
