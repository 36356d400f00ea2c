package dev.parley.server.user;

import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account as operators see it.
 *
 * @param email empty if none was given
 * @param lastSeenAt epoch milliseconds; null if never
 */
public record UserView(
    String id,
    String username,
    String displayName,
    String email,
    boolean enabled,
    long createdAt,
    @Nullable Long lastSeenAt) {

  static UserView of(Account account) {
    return new UserView(
        Long.toString(account.userId()),
        account.username(),
        account.displayName(),
        Optional.ofNullable(account.email()).orElse(""),
        account.status() == AccountStatus.ACTIVE,
        account.createdAt(),
        account.lastSeenAt());
  }

  /** As the admin API writes it. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", id);
    tree.put("username", username);
    tree.put("display_name", displayName);
    tree.put("email", email);
    tree.put("enabled", enabled);
    tree.put("created_at", createdAt);
    if (lastSeenAt != null) {
      tree.put("last_seen_at", lastSeenAt);
    }
    return tree;
  }

  /** From the admin API. */
  public static UserView of(Map<?, ?> tree) {
    Object seen = tree.get("last_seen_at");
    return new UserView(
        String.valueOf(tree.get("id")),
        String.valueOf(tree.get("username")),
        String.valueOf(tree.get("display_name")),
        String.valueOf(tree.get("email")),
        Boolean.TRUE.equals(tree.get("enabled")),
        number(tree.get("created_at")),
        seen == null ? null : (Long) number(seen));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
