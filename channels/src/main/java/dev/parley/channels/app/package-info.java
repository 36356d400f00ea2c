/**
 * Tenants: applications, their key pairs, options and limits, and the port that supplies them.
 *
 * <p>Holds values only. No I/O, no sockets, no protocol; every other package of this module may
 * depend on it and it depends on none of them.
 */
@NullMarked
package dev.parley.channels.app;

import org.jspecify.annotations.NullMarked;
