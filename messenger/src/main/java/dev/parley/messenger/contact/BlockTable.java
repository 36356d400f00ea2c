package dev.parley.messenger.contact;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The statements of {@code block}. Stateless. */
public final class BlockTable {
  /** Whether either of two users blocks the other. */
  public boolean blockedBetween(Handle handle, long one, long other) {
    return handle
        .createQuery(
            """
            select 1 from block
            where (user_id = :one and blocked_id = :other)
               or (user_id = :other and blocked_id = :one)
            """)
        .bind("one", one)
        .bind("other", other)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /** Whether the first user blocks the second. */
  public boolean blocks(Handle handle, long userId, long blockedId) {
    return handle
        .createQuery("select 1 from block where user_id = :user and blocked_id = :blocked")
        .bind("user", userId)
        .bind("blocked", blockedId)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /** Those of {@code users} who block {@code blockedId}. */
  public Set<Long> whoBlock(Handle handle, Collection<Long> users, long blockedId) {
    if (users.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        handle
            .createQuery(
                "select user_id from block where blocked_id = :blocked and user_id in (<users>)")
            .bind("blocked", blockedId)
            .bindList("users", List.copyOf(users))
            .mapTo(Long.class)
            .list());
  }
}
