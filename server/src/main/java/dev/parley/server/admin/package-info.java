/**
 * How operators' tools find and enter a running server: its token and what it says about itself in
 * the data folder. What they then do lives in {@code app} and {@code http}.
 */
@NullMarked
package dev.parley.server.admin;

import org.jspecify.annotations.NullMarked;
