/**
 * The protocol's rules for one client: whom to admit, what a signature grants, what each message
 * does. Stateless; the state is the hub's connection. Knows no sockets, so that every transport
 * speaks the same protocol.
 */
@NullMarked
package dev.parley.channels.session;

import org.jspecify.annotations.NullMarked;
