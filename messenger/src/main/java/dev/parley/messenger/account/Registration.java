package dev.parley.messenger.account;

import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to get an account. Unchecked: {@link Accounts#register} tells what is wrong.
 *
 * @param displayName the username if absent
 * @param locale BCP 47
 */
public record Registration(
    @Nullable String username,
    @Nullable String password,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String locale) {

  /** Without the password and the address. */
  @Override
  public String toString() {
    return "Registration[username=%s]".formatted(username);
  }
}
