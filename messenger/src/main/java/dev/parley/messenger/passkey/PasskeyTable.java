package dev.parley.messenger.passkey;

import dev.parley.messenger.Rows;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code passkey}. Used inside one transaction. */
record PasskeyTable(Handle handle) {
  /**
   * What a signature is checked with.
   *
   * @param id Base64url
   * @param publicKey Base64url of its COSE form
   * @param transports names with a blank between
   */
  record Key(String id, long userId, String publicKey, long signCount, String transports) {}

  void insert(Key key, String name, long now) {
    handle.execute(
        """
        insert into passkey (credential_id, user_id, public_key, sign_count, transports, name,
          created_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        key.id(),
        key.userId(),
        key.publicKey(),
        key.signCount(),
        key.transports(),
        name,
        now);
  }

  Optional<Key> find(String id) {
    return handle
        .createQuery(
            """
            select credential_id, user_id, public_key, sign_count, transports from passkey
            where credential_id = ?
            """)
        .bind(0, id)
        .map((row, _) ->
            new Key(
                row.getString("credential_id"),
                row.getLong("user_id"),
                row.getString("public_key"),
                row.getLong("sign_count"),
                row.getString("transports")))
        .findOne();
  }

  List<Passkey> list(long userId) {
    return handle
        .createQuery(
            """
            select credential_id, name, created_at, last_used_at from passkey
            where user_id = ? order by created_at, credential_id
            """)
        .bind(0, userId)
        .map((row, _) ->
            new Passkey(
                row.getString("credential_id"),
                row.getString("name"),
                row.getLong("created_at"),
                Rows.longOrNull(row, "last_used_at")))
        .list();
  }

  void used(String id, long signCount, long now) {
    handle.execute(
        "update passkey set sign_count = ?, last_used_at = ? where credential_id = ?",
        signCount,
        now,
        id);
  }

  boolean rename(long userId, String id, String name) {
    return handle.execute(
            "update passkey set name = ? where user_id = ? and credential_id = ?", name, userId, id)
        == 1;
  }

  boolean delete(long userId, String id) {
    return handle.execute("delete from passkey where user_id = ? and credential_id = ?", userId, id)
        == 1;
  }

  void forgetAll(long userId) {
    handle.execute("delete from passkey where user_id = ?", userId);
  }
}
