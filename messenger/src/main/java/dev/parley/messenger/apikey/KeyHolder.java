package dev.parley.messenger.apikey;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.util.Set;

/**
 * A back end that has shown a key.
 *
 * @param name of the key, for people
 */
public record KeyHolder(long keyId, String name, Set<Scope> scopes) {
  /**
   * Refuses what the key is not for.
   *
   * @throws Refusal {@code missing-scope}, naming it
   */
  public void require(Scope scope) {
    if (!scopes.contains(scope)) {
      throw Refusal.of(
          RefusalCode.MISSING_SCOPE, "this key lacks the scope %s".formatted(scope.text()));
    }
  }
}
