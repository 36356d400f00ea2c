/**
 * The signed HTTP API under {@code /apps} (section 5): from a request as bytes to an answer as
 * bytes. Answers from memory without blocking, so it may run on event loops. Knows no sockets and
 * no HTTP library.
 */
@NullMarked
package dev.parley.channels.api;

import org.jspecify.annotations.NullMarked;
