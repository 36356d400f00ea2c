/**
 * Who is online: whoever has a live socket on a process whose lease is live. No event says that a
 * process was killed; its lease simply ends, and with it the presence of everybody on it.
 *
 * <p>Sockets are not known here: the server tells who came and went. Tables: {@code node_lease},
 * {@code online_user}. A lease is one row, locked by its own update; rows of users are written in
 * the order of their ids.
 */
@NullMarked
package dev.parley.messenger.presence;

import org.jspecify.annotations.NullMarked;
