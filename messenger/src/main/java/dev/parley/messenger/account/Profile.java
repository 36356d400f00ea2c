package dev.parley.messenger.account;

import org.jspecify.annotations.Nullable;

/**
 * What others see of an account: no address, no times, nothing secret. Of a deleted account only
 * the id is left.
 *
 * @param username empty if deleted
 * @param displayName empty if deleted
 */
public record Profile(
    long userId,
    String username,
    String displayName,
    String signature,
    @Nullable Long avatarFile,
    @Nullable Long backgroundFile,
    boolean deleted,
    long version) {}
