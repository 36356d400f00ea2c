package dev.parley.messenger.account;

/**
 * An account that a back end asked for.
 *
 * @param made false if it existed already
 */
public record Provided(Account account, boolean made) {}
