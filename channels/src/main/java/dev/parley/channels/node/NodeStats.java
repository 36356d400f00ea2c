package dev.parley.channels.node;

import dev.parley.channels.metrics.AppStats;
import java.util.List;

/**
 * A node's figures at one moment.
 *
 * @param connections open ones, of all apps
 * @param handshakesWaiting clients that wait to be greeted
 * @param handshakesRefused clients refused since the node started because too many waited
 * @param apps those that have been used since the node started
 */
public record NodeStats(
    long connections, long handshakesWaiting, long handshakesRefused, List<AppStats> apps) {}
