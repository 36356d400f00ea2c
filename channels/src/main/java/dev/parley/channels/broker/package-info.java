/**
 * The port between nodes, and its local form for a node that is alone.
 *
 * <p>A broker gives every publication its position and brings it to each node that asked for the
 * channel, in order. It knows no connections. Every form passes {@code BrokerContract} in this
 * module's tests.
 */
@NullMarked
package dev.parley.channels.broker;

import org.jspecify.annotations.NullMarked;
