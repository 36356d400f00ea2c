/**
 * Proofs that a device's copy stays what the server has. {@code History} makes things happen at
 * random, from a seed; {@code Handset} is a reference client behind a bad network; {@code Verdict}
 * compares. A {@code Ground} is where it takes place: the services in this process, with a clock
 * that the history moves, or a whole server over HTTP and WebSocket.
 */
@NullMarked
package dev.parley.server.sync;

import org.jspecify.annotations.NullMarked;
