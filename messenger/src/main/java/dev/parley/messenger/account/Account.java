package dev.parley.messenger.account;

import org.jspecify.annotations.Nullable;

/**
 * An account as its owner and the operator see it. Never holds the password's hash.
 *
 * @param email as it was typed; null if none was given
 * @param signature one line below the name; may be empty
 * @param avatarFile id of a file; null for none
 * @param locale BCP 47; null is the browser's
 * @param lastSeenAt null if never; up to a minute old
 * @param version moves with every change that others see
 */
public record Account(
    long userId,
    String username,
    @Nullable String email,
    boolean emailVerified,
    String displayName,
    String signature,
    @Nullable Long avatarFile,
    @Nullable Long backgroundFile,
    @Nullable String locale,
    AccountStatus status,
    boolean hasPassword,
    @Nullable Long lastSeenAt,
    long createdAt,
    long updatedAt,
    long version) {}
