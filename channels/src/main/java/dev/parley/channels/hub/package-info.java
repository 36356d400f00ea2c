/**
 * Who listens to what, and the way of an event to their sockets.
 *
 * <p>Each event loop has one {@link dev.parley.channels.hub.LoopShard} that owns its connections
 * and the loop-local subscriber lists ({@link dev.parley.channels.hub.Topic}); nothing else touches
 * them. Other threads hand a shard one entry per event. What all loops share about a channel is its
 * {@link dev.parley.channels.hub.ChannelState}, guarded by its own monitor.
 *
 * <p>Order: entries are put into shards' inboxes under the channel's lock, so the inbox order is
 * the channel's order: a join enqueued before an event sees it, one enqueued after does not, and
 * neither costs the fan-out anything.
 *
 * <p>Lock order: stream (package {@code stream}) before channel; the app's user lock ({@code
 * OnlineUsers}) is never held together with a channel's. Inboxes take no lock.
 */
@NullMarked
package dev.parley.channels.hub;

import org.jspecify.annotations.NullMarked;
