/**
 * Joins Socket.IO to the messenger: who a client is, what it may do, what it hears.
 *
 * <p>Nothing here may go round the messenger's rules: messages take the path of all others, and
 * membership is read anew for each message sent and each one heard. State of a client belongs to
 * its session's loop; whatever blocks runs on virtual threads: the events of one client one after
 * the other, and beside them what it says has arrived.
 */
@NullMarked
package dev.parley.socketio.gateway;

import org.jspecify.annotations.NullMarked;
