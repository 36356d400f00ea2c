/**
 * Which apps this process serves: those of the configuration and the default one, whose made-up
 * parts are kept in the store.
 *
 * <p>Values and one table; no HTTP and no sockets.
 */
@NullMarked
package dev.parley.server.app;

import org.jspecify.annotations.NullMarked;
