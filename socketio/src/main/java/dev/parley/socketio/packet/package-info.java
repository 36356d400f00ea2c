/** Socket.IO 5 on the wire: pure functions and sealed types, no I/O. */
@NullMarked
package dev.parley.socketio.packet;

import org.jspecify.annotations.NullMarked;
