/**
 * The sync store: one log of pointers for each user, and the fan-out that fills it from the outbox.
 *
 * <p>A pointer says where something changed and holds no body. Its number is dense per user,
 * because it is taken from the user's own row in the transaction that inserts the pointer: the
 * order of commits is the order of numbers, and what was rolled back leaves no hole.
 *
 * <p>A device goes on from a cursor, or is told a {@link dev.parley.messenger.sync.Reset} and takes
 * a snapshot: {@link dev.parley.messenger.sync.Sync}. What is not in a log is either below its
 * floor, which only rises, or belongs to a large group, whose head every answer tells. Numbers of a
 * log are dense above its floor; parking leaves one out and raises the floor to it.
 *
 * <p>Tables: {@code outbox} (read and deleted here), {@code fan_out}, {@code user_sync}, {@code
 * inbox}, {@code store_epoch}, {@code sync_mark}, and of {@code device} the position. Lock order of
 * a writing unit: the one row of {@code fan_out}, then {@code user_sync} by user id, then {@code
 * device}.
 */
@NullMarked
package dev.parley.messenger.sync;

import org.jspecify.annotations.NullMarked;
