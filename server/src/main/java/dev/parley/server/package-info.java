/**
 * The process as one object: starts the store, the realtime node and the HTTP server on one port
 * and stops them in the right order.
 *
 * <p>Holds nothing but that assembly. Only {@code cli} and code outside this module may depend on
 * it; every other package below is used by it.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
