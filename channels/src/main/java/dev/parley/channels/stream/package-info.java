/**
 * Positions and memory of channels: a publication's (epoch, offset), and the last event of a cache
 * channel. Values and bounded in-memory state; no sockets and no subscribers.
 *
 * <p>Lock order: {@link dev.parley.channels.stream.Streams} locks one stream at a time and runs the
 * caller's delivery under that lock, which may take a lock of the hub. What the hub asks while it
 * holds such a lock ({@code snapshot}, {@code claimMiss}) takes none here.
 */
@NullMarked
package dev.parley.channels.stream;

import org.jspecify.annotations.NullMarked;
