/**
 * Sockets: Netty handlers that take over from an {@code HttpServerCodec}, one for requests and one
 * for an open WebSocket. All state is per connection and belongs to its event loop.
 */
@NullMarked
package dev.parley.channels.transport;

import org.jspecify.annotations.NullMarked;
