package dev.parley.messenger.identity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as a provider knows them; the provider's word was checked.
 *
 * @param provider id of the setting
 * @param issuer who says it
 * @param subject what the issuer calls this person, for ever
 * @param email null if the provider tells none
 * @param emailVerified whether the provider says that this person reads it
 * @param name for others to see; may be empty
 * @param handle a name to make a username of; may be empty
 * @param locale BCP 47; null if unknown
 */
public record Foreign(
    String provider,
    String issuer,
    String subject,
    @Nullable String email,
    boolean emailVerified,
    String name,
    String handle,
    @Nullable String locale) {

  /** For the owner's list of linked accounts. */
  String label() {
    if (email != null) {
      return email;
    }
    return handle.isEmpty() ? name : handle;
  }

  /** Without what is personal. */
  @Override
  public String toString() {
    return "Foreign[%s]".formatted(provider);
  }
}
