/**
 * The load maker: one thread that opens many subscribers, publishes signed events to them and keeps
 * an exact account of what came. Knows the Pusher protocol and sockets; knows no process, no
 * report, no scenario, and shares no code with the server it measures.
 */
@NullMarked
package dev.parley.bench.load;

import org.jspecify.annotations.NullMarked;
