package dev.parley.messenger.account;

import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code account}. Used inside one transaction.
 *
 * <p>For {@code session}, which changes what an account lets in; nobody else writes here.
 */
public record AccountTable(Handle handle) {
  private static final String COLUMNS =
      """
      user_id, username, email, email_verified_at, password_hash, display_name, signature,
      avatar_file, background_file, locale, status, last_seen_at, created_at, updated_at, version
      """;

  /** What signing in needs. */
  public record Credential(
      long userId, AccountStatus status, @Nullable String passwordHash, long epoch) {
    @Override
    public String toString() {
      return "Credential[%d, %s]".formatted(userId, status);
    }
  }

  /**
   * Adds an account unless its name is taken.
   *
   * @return whether it was added
   */
  boolean insert(
      long userId,
      Username username,
      @Nullable EmailAddress email,
      @Nullable String passwordHash,
      String displayName,
      @Nullable String locale,
      long now) {
    return handle
            .createUpdate(
                """
                insert into account (user_id, username, username_norm, email, email_norm,
                  email_claimed_at, password_hash, display_name, name_norm, locale,
                  created_at, updated_at)
                values (:id, :username, :usernameNorm, :email, :emailNorm,
                  :claimedAt, :hash, :name, :nameNorm, :locale, :now, :now)
                on conflict (username_norm) do nothing
                """)
            .bind("id", userId)
            .bind("username", username.text())
            .bind("usernameNorm", username.norm())
            .bind("email", email == null ? null : email.text())
            .bind("emailNorm", email == null ? null : email.norm())
            .bind("claimedAt", email == null ? null : (Long) now)
            .bind("hash", passwordHash)
            .bind("name", displayName)
            .bind("nameNorm", Line.norm(displayName))
            .bind("locale", locale)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** An account that is not deleted. */
  public Optional<Account> find(long userId) {
    return handle
        .createQuery("select %s from account where user_id = ? and status <> 2".formatted(COLUMNS))
        .bind(0, userId)
        .map(AccountTable::account)
        .findOne();
  }

  /** One page of all accounts that are not deleted, oldest first; without the server's own. */
  List<Account> page(long after, int limit) {
    return handle
        .createQuery(
            "select %s from account where user_id > ? and status <> 2 order by user_id limit ?"
                .formatted(COLUMNS))
        .bind(0, Math.max(after, Accounts.SYSTEM_USER))
        .bind(1, limit)
        .map(AccountTable::account)
        .list();
  }

  /** Locks the row until the end of the transaction, where the engine has row locks. */
  public void lock(long userId) {
    handle.execute("update account set version = version where user_id = ?", userId);
  }

  public Optional<Credential> byId(long userId) {
    return credential("user_id = ? and status <> 2", userId);
  }

  public Optional<Credential> byUsername(String norm) {
    return credential("username_norm = ? and status <> 2", norm);
  }

  /** The account that has an address verified, else the one that claimed it first. */
  public Optional<Credential> byEmail(String norm) {
    return credential(
        """
        email_norm = ? and status <> 2
        order by case when email_verified_at is null then 1 else 0 end, email_claimed_at, user_id
        limit 1
        """,
        norm);
  }

  private Optional<Credential> credential(String which, Object key) {
    return handle
        .createQuery(
            "select user_id, status, password_hash, access_epoch from account where " + which)
        .bind(0, key)
        .map((row, _) ->
            new Credential(
                row.getLong("user_id"),
                AccountStatus.of(row.getInt("status")),
                row.getString("password_hash"),
                row.getLong("access_epoch")))
        .findOne();
  }

  /** Whether an account has this name, deleted ones included. */
  boolean isTaken(String usernameNorm, long exceptUser) {
    return handle
        .createQuery("select user_id from account where username_norm = ? and user_id <> ?")
        .bind(0, usernameNorm)
        .bind(1, exceptUser)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  void setUsername(long userId, Username username) {
    handle.execute(
        "update account set username = ?, username_norm = ? where user_id = ?",
        username.text(),
        username.norm(),
        userId);
  }

  /** Lets the addresses count, of those who have one. */
  public void verifyEmails(List<Long> userIds, long now) {
    handle
        .createUpdate(
            """
            update account set email_verified_at = :now
            where user_id in (<ids>) and email is not null
            """)
        .bindList("ids", userIds)
        .bind("now", now)
        .execute();
  }

  void setEmail(long userId, @Nullable EmailAddress email, long now) {
    handle
        .createUpdate(
            """
            update account set email = :text, email_norm = :norm, email_claimed_at = :claimedAt,
              email_verified_at = null
            where user_id = :id
            """)
        .bind("text", email == null ? null : email.text())
        .bind("norm", email == null ? null : email.norm())
        .bind("claimedAt", email == null ? null : (Long) now)
        .bind("id", userId)
        .execute();
  }

  /** Everything that {@link AccountChange} can touch but username and address. */
  void setProfile(Account account, long now) {
    handle
        .createUpdate(
            """
            update account set display_name = :name, name_norm = :nameNorm, signature = :signature,
              avatar_file = :avatar, background_file = :background, locale = :locale,
              updated_at = :now, version = version + 1
            where user_id = :id
            """)
        .bind("name", account.displayName())
        .bind("nameNorm", Line.norm(account.displayName()))
        .bind("signature", account.signature())
        .bind("avatar", account.avatarFile())
        .bind("background", account.backgroundFile())
        .bind("locale", account.locale())
        .bind("now", now)
        .bind("id", account.userId())
        .execute();
  }

  public void setPassword(long userId, String hash, long now) {
    handle.execute(
        "update account set password_hash = ?, updated_at = ? where user_id = ?",
        hash,
        now,
        userId);
  }

  public void setStatus(long userId, AccountStatus status, long now) {
    handle.execute(
        "update account set status = ?, updated_at = ?, version = version + 1 where user_id = ?",
        status.stored(),
        now,
        userId);
  }

  /** Refuses every access token that was made before. */
  public void raiseEpoch(long userId) {
    handle.execute("update account set access_epoch = access_epoch + 1 where user_id = ?", userId);
  }

  /** Leaves a row that says nothing about anybody. */
  void blank(long userId, long now) {
    handle
        .createUpdate(
            """
            update account set username = '', username_norm = :norm, email = null,
              email_norm = null, email_claimed_at = null, email_verified_at = null,
              password_hash = null, display_name = '', name_norm = '', signature = '',
              avatar_file = null, background_file = null, locale = null, last_seen_at = null,
              status = 2, access_epoch = access_epoch + 1, version = version + 1,
              updated_at = :now, deleted_at = :now
            where user_id = :id
            """)
        .bind("norm", "~" + userId)
        .bind("now", now)
        .bind("id", userId)
        .execute();
    handle.execute("delete from account_identity where user_id = ?", userId);
  }

  private static Account account(ResultSet row, StatementContext context) throws SQLException {
    return new Account(
        row.getLong("user_id"),
        row.getString("username"),
        row.getString("email"),
        row.getObject("email_verified_at") != null,
        row.getString("display_name"),
        row.getString("signature"),
        Rows.longOrNull(row, "avatar_file"),
        Rows.longOrNull(row, "background_file"),
        row.getString("locale"),
        AccountStatus.of(row.getInt("status")),
        row.getString("password_hash") != null,
        Rows.longOrNull(row, "last_seen_at"),
        row.getLong("created_at"),
        row.getLong("updated_at"),
        row.getLong("version"));
  }
}
