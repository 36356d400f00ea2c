/**
 * The assembled realtime server: wires the packages of this module into one node and is the only
 * entry for code outside it. Nothing else in this module may depend on it.
 */
@NullMarked
package dev.parley.channels.node;

import org.jspecify.annotations.NullMarked;
