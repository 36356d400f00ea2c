/**
 * Puts the messenger's services together: each once, with the store, the clock and randomness of
 * this server. Holds no rules.
 */
@NullMarked
package dev.parley.server.wiring;

import org.jspecify.annotations.NullMarked;
