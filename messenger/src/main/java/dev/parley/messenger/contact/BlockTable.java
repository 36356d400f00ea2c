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

  boolean insert(Handle handle, long userId, long blockedId, long now) {
    return handle.execute(
            """
            insert into block (user_id, blocked_id, created_at) values (?, ?, ?)
            on conflict (user_id, blocked_id) do nothing
            """,
            userId,
            blockedId,
            now)
        == 1;
  }

  boolean delete(Handle handle, long userId, long blockedId) {
    return handle.execute(
            "delete from block where user_id = ? and blocked_id = ?", userId, blockedId)
        == 1;
  }

  /** All that an account leaves, on both sides. */
  void deleteAll(Handle handle, long userId) {
    handle.execute("delete from block where user_id = ?", userId);
    handle.execute("delete from block where blocked_id = ?", userId);
  }

  int count(Handle handle, long userId) {
    return handle
        .createQuery("select count(*) from block where user_id = ?")
        .bind(0, userId)
        .mapTo(Integer.class)
        .one();
  }

  List<Block> page(Handle handle, long userId, long after, int limit) {
    return handle
        .createQuery(
            """
            select blocked_id, created_at from block
            where user_id = :user and blocked_id > :after
            order by blocked_id limit :limit
            """)
        .bind("user", userId)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, _) -> new Block(row.getLong("blocked_id"), row.getLong("created_at")))
        .list();
  }
}
