/**
 * Autobahn's WebSocket suite as tests: how it is started and what its verdicts mean. No knowledge
 * of the Pusher protocol.
 */
@NullMarked
package dev.parley.conformance.autobahn;

import org.jspecify.annotations.NullMarked;
