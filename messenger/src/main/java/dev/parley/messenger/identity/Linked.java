package dev.parley.messenger.identity;

/**
 * An account elsewhere that opens one here.
 *
 * @param label how it calls itself; may be empty
 * @param linkedAt epoch milliseconds
 */
public record Linked(String provider, String label, long linkedAt) {}
