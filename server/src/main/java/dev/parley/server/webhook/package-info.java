/**
 * Keeps webhooks in the store, so that they survive the death of the process.
 *
 * <p>One table and nothing else: what is told to whom, and when it is given up, is decided by the
 * realtime server's package {@code webhook}.
 */
@NullMarked
package dev.parley.server.webhook;

import org.jspecify.annotations.NullMarked;
