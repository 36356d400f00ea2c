/**
 * The messenger's rules and its tables. Knows the store, but no HTTP, no sockets and no framework.
 *
 * <p>This package holds what all others share: how a request is refused ({@link
 * dev.parley.messenger.Refusal}), how ids are made ({@link dev.parley.messenger.Ids}), the one way
 * to the database ({@link dev.parley.messenger.Transactions}), the thread that comes when it is
 * called ({@link dev.parley.messenger.CalledWorker}) and the table of bounds ({@link
 * dev.parley.messenger.Bound}). Below it lies one package for each noun, with its rules and its
 * statements; it imports none of them.
 *
 * <p>Tables: the migrations from {@code V4__account} on, which say what each column means and which
 * query needs each index. A conversation's rows are locked in this order: conversation, its members
 * by user id, its messages by seq. A user's sync log comes last.
 */
@NullMarked
package dev.parley.messenger;

import org.jspecify.annotations.NullMarked;
