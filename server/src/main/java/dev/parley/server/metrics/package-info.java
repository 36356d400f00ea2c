/**
 * Numbers about this process, its store and its realtime node, as Prometheus reads them.
 *
 * <p>Reads the counters of others; counts nothing itself.
 */
@NullMarked
package dev.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
