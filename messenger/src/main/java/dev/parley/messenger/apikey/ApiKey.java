package dev.parley.messenger.apikey;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A back end's key, without its secret. Times are epoch milliseconds.
 *
 * @param name for people
 * @param secrets the newest first; two during the grace time after a rotation
 * @param lastUsedAt null if never; up to half a minute old
 */
public record ApiKey(
    long id,
    String name,
    Set<Scope> scopes,
    List<Valid> secrets,
    long createdAt,
    @Nullable Long lastUsedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
    secrets = List.copyOf(secrets);
  }

  /**
   * A secret that works.
   *
   * @param prefix how it begins
   * @param expiresAt null: until it is replaced
   */
  public record Valid(String prefix, long createdAt, @Nullable Long expiresAt) {}
}
