package dev.parley.messenger.passkey;

import org.jspecify.annotations.Nullable;

/**
 * A passkey as its owner sees it.
 *
 * @param id Base64url, as the browser names it
 * @param createdAt epoch milliseconds
 * @param lastUsedAt epoch milliseconds; null if never
 */
public record Passkey(String id, String name, long createdAt, @Nullable Long lastUsedAt) {}
