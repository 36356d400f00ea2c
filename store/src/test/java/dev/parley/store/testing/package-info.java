/** Stores for tests, of this module and of others: real engines, each test on ground of its own. */
@NullMarked
package dev.parley.store.testing;

import org.jspecify.annotations.NullMarked;
