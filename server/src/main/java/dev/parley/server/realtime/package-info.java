/**
 * Joins the realtime node to the HTTP server: the same port, the same event loops.
 *
 * <p>Knows Netty and Micronaut's hooks into it; holds no rule of the protocol and no HTTP endpoint.
 */
@NullMarked
package dev.parley.server.realtime;

import org.jspecify.annotations.NullMarked;
