/**
 * Joins Socket.IO to the messenger: who a client is, what it may do, what it hears.
 *
 * <p>Nothing here may go round the messenger's rules: messages take the path of all others, and
 * membership is read anew for each message sent and each one heard. State of a client belongs to
 * its session's loop; whatever blocks runs on virtual threads, one after the other for each client.
 */
@NullMarked
package dev.parley.socketio.gateway;

import org.jspecify.annotations.NullMarked;
