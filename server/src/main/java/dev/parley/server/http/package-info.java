/**
 * The HTTP endpoints outside {@code /apps}: health, metrics, quick start, and one shape for every
 * error.
 *
 * <p>One controller per noun. Controllers translate; rules live elsewhere.
 */
@NullMarked
package dev.parley.server.http;

import org.jspecify.annotations.NullMarked;
