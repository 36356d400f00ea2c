package dev.parley.messenger.search;

/**
 * A part of a text, in UTF-16 units as browsers count them.
 *
 * @param start the first one
 * @param end the first one behind it
 */
public record Range(int start, int end) {}
