/**
 * Tells back ends what happens in the messenger, by webhooks of the same form, signature and
 * patience as those of apps.
 *
 * <p>{@code HookRecorder} writes an event into {@code event_hook_outbox} in the transaction that
 * makes it, if a hook wants it; without any hook that is the reading of one field. {@link
 * dev.parley.server.hook.HookWorker} moves rows from there, as signed requests, into the queue of
 * webhooks: one transaction, so that no death of the process loses or doubles a row. From there on
 * it is the business of the realtime server's package {@code webhook}.
 *
 * <p>Tables: {@code event_hook}, {@code event_hook_outbox}.
 */
@NullMarked
package dev.parley.server.hook;

import org.jspecify.annotations.NullMarked;
