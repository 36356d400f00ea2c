/**
 * Signing in, and what follows from it: sessions, their tokens, and how they end.
 *
 * <p>Tables: {@code token_family} (a session), {@code device}, {@code account_token}, {@code
 * server_key}. A refresh token holds its session and its number and can be made again from the
 * session's seed and the server's key; so a repeat gets the same successor, and a token of any age
 * is recognised without a row of its own. Lock order: account, then its sessions by id.
 *
 * <p>Ending a session is one write; {@link dev.parley.messenger.session.SessionEnded} is told after
 * the commit. {@link dev.parley.messenger.session.LiveSessions} forgets it then; other nodes read
 * the row again after at most a second.
 */
@NullMarked
package dev.parley.messenger.session;

import org.jspecify.annotations.NullMarked;
