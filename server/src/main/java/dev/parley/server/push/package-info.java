/**
 * Sends what the messenger's queue of pushes holds: their text, its encryption for one browser (RFC
 * 8188, RFC 8291), the sender's name to push services (RFC 8292), and the way to them (RFC 8030).
 * Knows nothing of requests of clients.
 */
@NullMarked
package dev.parley.server.push;

import org.jspecify.annotations.NullMarked;
