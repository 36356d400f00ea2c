/**
 * Clients without a WebSocket: their session over many HTTP requests, its wire format, and the
 * response that is open at the moment. How requests are told apart and parsed is the routers' part,
 * in the package above; rules of the protocol are in {@code session}.
 *
 * <p>A session belongs to the event loop of the request that opened it. Later requests may come on
 * other loops; they reach it through its loop's inbox alone.
 */
@NullMarked
package dev.parley.channels.transport.xhr;

import org.jspecify.annotations.NullMarked;
