package dev.parley.conformance.durability;

/**
 * A message that somebody wants to send; ASCII only.
 *
 * @param sender a user's id
 * @param name the sender's own name for it, unique in a whole test
 */
record Attempt(String conversation, String sender, String name, String text) {}
