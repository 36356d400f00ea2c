/**
 * Engine.IO 4: sessions over long-polling and WebSockets, and the way from one to the other.
 *
 * <p>Knows nothing of Socket.IO and nothing of messages. A session is a connection of the realtime
 * node and so shares its quotas, heartbeats, bounds of slow clients, revocations and drain. It
 * belongs to the loop of its first request; its later requests may come on other loops and hand
 * over what they bring.
 */
@NullMarked
package dev.parley.socketio.engine;

import org.jspecify.annotations.NullMarked;
