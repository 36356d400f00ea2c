/**
 * What browsers get: the static pages on the class path, the headers that keep pages safe, and the
 * address under which a request reached this server.
 */
@NullMarked
package dev.parley.server.web;

import org.jspecify.annotations.NullMarked;
