package dev.parley.messenger.session;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Links that are good once, in {@code account_token}. Used inside one transaction. */
public record TokenTable(Handle handle, Purpose purpose) {
  /** What a link is for. */
  public enum Purpose {
    PASSWORD_RESET("password-reset"),
    VERIFY_ADDRESS("verify-address");

    private final String text;

    Purpose(String text) {
      this.text = text;
    }
  }

  /**
   * Whose link it is.
   *
   * @param about the address that is to be verified; else empty
   */
  public record Owner(long userId, String about) {}

  /** Adds one; earlier ones of the same person and purpose are void. */
  public void replace(long userId, String tokenHash, String about, long now, long expiresAt) {
    forget(userId);
    handle.execute(
        """
        insert into account_token (token_hash, user_id, purpose, about, created_at, expires_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        tokenHash,
        userId,
        purpose.text,
        about,
        now,
        expiresAt);
  }

  public Optional<Owner> owner(String tokenHash, long now) {
    return handle
        .createQuery(
            """
            select user_id, about from account_token
            where token_hash = ? and purpose = ? and expires_at > ?
            """)
        .bind(0, tokenHash)
        .bind(1, purpose.text)
        .bind(2, now)
        .map((row, _) -> new Owner(row.getLong("user_id"), row.getString("about")))
        .findOne();
  }

  /** Takes one away; true for one caller only. */
  public boolean use(String tokenHash) {
    return handle.execute("delete from account_token where token_hash = ?", tokenHash) == 1;
  }

  public void forget(long userId) {
    handle.execute(
        "delete from account_token where user_id = ? and purpose = ?", userId, purpose.text);
  }

  static void forgetAll(Handle handle, long userId) {
    handle.execute("delete from account_token where user_id = ?", userId);
  }

  static int forgetExpired(Handle handle, long now) {
    return handle.execute("delete from account_token where expires_at <= ?", now);
  }
}
