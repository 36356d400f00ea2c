/**
 * Webhooks (section 6): tells an app's own servers what became true of its channels.
 *
 * <p>The way of an event: the hub emits a {@link dev.parley.channels.hub.Transition} once, under
 * the channel's lock; {@link dev.parley.channels.webhook.Webhooks} puts it into the bounded,
 * lock-free {@code Handover} and returns. One virtual thread, the {@code Dispatcher}, takes it from
 * there: {@code Grace} holds back what may be revoked, {@code Batches} joins what may travel
 * together, {@code Envelope} serialises and signs it once, a {@link
 * dev.parley.channels.webhook.WebhookQueue} keeps it, and only then it enters the {@code Outbox} of
 * its endpoint, whose lanes send it. So no endpoint slows down another, a publisher or an event
 * loop.
 *
 * <p>One append is under way at a time and takes along whatever has gathered meanwhile; the
 * handover is the only place where events pile up, and it is bounded.
 *
 * <p>Delivery is at least once: a request that was accepted just before the process died is sent
 * again after the next start. A channel's requests stay in order, because a channel has one lane of
 * its endpoint and a lane sends one request until it is settled; several lanes, because one request
 * that an endpoint can never digest would otherwise hold up all others for five minutes.
 *
 * <p>Requests are sent by OkHttp rather than the JDK's client: it takes a socket factory, which is
 * where {@code PublicSockets} judges the very address that is connected to, whatever a name server
 * said before.
 *
 * <p>Locks: each {@code Outbox} has its own monitor, held for a few operations and never while
 * something is sent, kept or logged. Knows no database and no way into the server.
 */
@NullMarked
package dev.parley.channels.webhook;

import org.jspecify.annotations.NullMarked;
