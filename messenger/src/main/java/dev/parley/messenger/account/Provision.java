package dev.parley.messenger.account;

import dev.parley.messenger.external.ExternalName;
import org.jspecify.annotations.Nullable;

/**
 * What a back end gives of somebody whom it brings in. Unchecked: {@link Accounts#provide} tells
 * what is wrong.
 *
 * @param name what the back end calls this person; asking twice makes one account
 * @param username made up if absent
 * @param displayName the username if absent
 * @param locale BCP 47
 */
public record Provision(
    @Nullable ExternalName name,
    @Nullable String username,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String locale) {

  /** Without what is personal. */
  @Override
  public String toString() {
    return "Provision[]";
  }
}
