/**
 * Web Push: which browsers take pushes, and what is to be pushed to them, kept until a push service
 * has it. What goes over the wire, and its encryption, is the sender's business.
 *
 * <p>The fan-out moves each new message into {@code push_waiting}, in the transaction that deletes
 * it from the outbox; sending a message costs nothing more. {@link
 * dev.parley.messenger.push.PushPlan} looks for its readers, and {@code push_notice} holds one row
 * for a browser and a conversation, however much happens there. What a push says is put together
 * when it is sent: what was read, recalled or muted meanwhile is not told any more. A push may go
 * out twice if a process dies between sending and noting it; the browser shows it once.
 *
 * <p>Tables: {@code push_subscription}, {@code push_waiting}, {@code push_notice}, {@code
 * push_looking}, and of {@code server_key} the key of this server as a sender. Lock order:
 * subscriptions before notices.
 */
@NullMarked
package dev.parley.messenger.push;

import org.jspecify.annotations.NullMarked;
