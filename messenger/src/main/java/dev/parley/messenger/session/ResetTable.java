package dev.parley.messenger.session;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Password resets in {@code account_token}. Used inside one transaction. */
record ResetTable(Handle handle) {
  private static final String PURPOSE = "password-reset";

  /** Adds one; earlier ones of the same person are void. */
  void replace(long userId, String tokenHash, long now, long expiresAt) {
    forget(userId);
    handle.execute(
        """
        insert into account_token (token_hash, user_id, purpose, created_at, expires_at)
        values (?, ?, ?, ?, ?)
        """,
        tokenHash,
        userId,
        PURPOSE,
        now,
        expiresAt);
  }

  Optional<Long> owner(String tokenHash, long now) {
    return handle
        .createQuery(
            """
            select user_id from account_token
            where token_hash = ? and purpose = ? and expires_at > ?
            """)
        .bind(0, tokenHash)
        .bind(1, PURPOSE)
        .bind(2, now)
        .mapTo(Long.class)
        .findOne();
  }

  /** Takes one away; true for one caller only. */
  boolean use(String tokenHash) {
    return handle.execute("delete from account_token where token_hash = ?", tokenHash) == 1;
  }

  void forget(long userId) {
    handle.execute("delete from account_token where user_id = ? and purpose = ?", userId, PURPOSE);
  }

  static void forgetAll(Handle handle, long userId) {
    handle.execute("delete from account_token where user_id = ?", userId);
  }

  static int forgetExpired(Handle handle, long now) {
    return handle.execute("delete from account_token where expires_at <= ?", now);
  }
}
