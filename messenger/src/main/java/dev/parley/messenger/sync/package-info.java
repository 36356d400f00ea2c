/**
 * The sync store: one log of pointers for each user, and the fan-out that fills it from the outbox.
 *
 * <p>A pointer says where something changed and holds no body. Its number is dense per user,
 * because it is taken from the user's own row in the transaction that inserts the pointer: the
 * order of commits is the order of numbers, and what was rolled back leaves no hole.
 *
 * <p>Tables: {@code outbox} (read and deleted here), {@code fan_out}, {@code user_sync}, {@code
 * inbox}. Lock order of a writing unit: the one row of {@code fan_out}, then {@code user_sync} by
 * user id.
 */
@NullMarked
package dev.parley.messenger.sync;

import org.jspecify.annotations.NullMarked;
