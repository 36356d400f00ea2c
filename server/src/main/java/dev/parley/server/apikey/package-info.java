/**
 * What operators do with the keys of back ends: make, list, replace, end. On this process's store,
 * or (in {@code cli}) through a running server.
 */
@NullMarked
package dev.parley.server.apikey;

import org.jspecify.annotations.NullMarked;
