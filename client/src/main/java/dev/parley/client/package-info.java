/**
 * Helpers for back ends in Java: send realtime events, sign for clients, ask about channels, check
 * webhooks.
 *
 * <p>{@link dev.parley.client.RealtimeClient} is the door. It speaks the HTTP API of Pusher
 * Channels, so it works with Parley and with the hosted service alike. Public types are immutable
 * and safe for use by many threads, and fail with {@link dev.parley.client.RealtimeException} only.
 *
 * <p>No other module may be used here, no framework, and no type of a library may show in a public
 * signature.
 */
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
