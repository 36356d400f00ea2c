package dev.parley.conformance.durability;

/** Somebody with an account. */
record Person(String id, String username) {}
