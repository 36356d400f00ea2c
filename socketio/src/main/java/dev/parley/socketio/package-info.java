/**
 * The messenger for clients of Socket.IO 4 (protocol 5 on Engine.IO 4).
 *
 * <p>{@code engine} speaks Engine.IO and is a guest on the realtime node's port; {@code packet}
 * reads and writes Socket.IO; {@code gateway} joins both to the messenger. Knows neither the server
 * nor its HTTP API.
 */
@NullMarked
package dev.parley.socketio;

import org.jspecify.annotations.NullMarked;
