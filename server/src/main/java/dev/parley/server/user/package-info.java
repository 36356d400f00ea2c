/**
 * What operators do with accounts: make, list, turn away, let in, and hand out links for new
 * passwords. On this process's store, or (in {@code cli}) through a running server.
 */
@NullMarked
package dev.parley.server.user;

import org.jspecify.annotations.NullMarked;
