/** Counters of the realtime server, per app. Written on hot paths, read by whoever exports them. */
@NullMarked
package dev.parley.channels.metrics;

import org.jspecify.annotations.NullMarked;
