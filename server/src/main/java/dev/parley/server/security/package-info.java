/**
 * Who is asking: the token of a request, the cookies of browsers, and the address it came from.
 *
 * <p>A controller method under {@code /api} takes a {@link dev.parley.messenger.session.Caller} and
 * is then reached only with a valid access token, or says {@link
 * dev.parley.server.security.Public}; one that does neither answers 401 to everybody. Those of the
 * server-to-server API say {@link dev.parley.server.security.Needs} and are reached with an API key
 * alone: neither kind of token passes for the other. The admin API has its own gate.
 */
@NullMarked
package dev.parley.server.security;

import org.jspecify.annotations.NullMarked;
