/**
 * Fuzz tests: what may arrive from outside, and what must hold whatever it is. In a normal build
 * each replays its corpus under {@code src/test/resources}; with {@code JAZZER_FUZZ=1} and {@code
 * -Dtest=} one of them it searches for more. Rules and oracles here share no code with what they
 * judge.
 */
@NullMarked
package dev.parley.channels.fuzz;

import org.jspecify.annotations.NullMarked;
