package dev.parley.messenger.account;

import org.jspecify.annotations.Nullable;

/**
 * What an owner wants different. Null leaves a part as it is.
 *
 * @param email empty takes it away; a new one is unverified
 * @param signature empty takes it away
 * @param avatarFile id of a file; 0 takes it away
 * @param backgroundFile id of a file; 0 takes it away
 * @param locale BCP 47; empty takes it away
 */
public record AccountChange(
    @Nullable String username,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String signature,
    @Nullable Long avatarFile,
    @Nullable Long backgroundFile,
    @Nullable String locale) {

  /** Without the address. */
  @Override
  public String toString() {
    return "AccountChange[username=%s]".formatted(username);
  }
}
