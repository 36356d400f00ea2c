/**
 * Puts together what people talk with, so that a server, a demonstration and a test have the same.
 * May import every package of the messenger that it assembles; none of them imports it. Holds no
 * rules and no statements.
 */
@NullMarked
package dev.parley.messenger.assembly;

import org.jspecify.annotations.NullMarked;
