/**
 * The command line. Translates words and flags into calls and results into lines; holds no rule.
 *
 * <p>Exit codes: 0 fine, 2 wrong usage or settings, 1 failure with one clear line.
 */
@NullMarked
package dev.parley.server.cli;

import org.jspecify.annotations.NullMarked;
