package dev.parley.messenger.apikey;

import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The tables {@code api_key} and {@code api_key_secret}. Used inside one transaction. */
record ApiKeyTable(Handle handle) {

  /** What judging a shown secret needs. */
  record Found(long keyId, String name, Set<Scope> scopes, String hash, long expiresAt) {
    @Override
    public String toString() {
      return "Found[%d]".formatted(keyId);
    }
  }

  void insert(long id, String name, Set<Scope> scopes, long now) {
    handle.execute(
        "insert into api_key (key_id, name, scopes, created_at) values (?, ?, ?, ?)",
        id,
        name,
        scopes.stream().sorted().map(Scope::text).collect(Collectors.joining(" ")),
        now);
  }

  void addSecret(long id, ApiKeySecret secret, long now) {
    handle.execute(
        """
        insert into api_key_secret (prefix, key_id, secret_hash, created_at) values (?, ?, ?, ?)
        """,
        secret.prefix(),
        id,
        secret.hash(),
        now);
  }

  /** Of the secrets, only the newest goes on, until a time. */
  void endSecrets(long id, long expiresAt) {
    handle.execute("delete from api_key_secret where key_id = ? and expires_at is not null", id);
    handle.execute("update api_key_secret set expires_at = ? where key_id = ?", expiresAt, id);
  }

  /**
   * Takes a key away.
   *
   * @return whether there was one
   */
  boolean delete(long id) {
    handle.execute("delete from api_key_secret where key_id = ?", id);
    return handle.execute("delete from api_key where key_id = ?", id) == 1;
  }

  int count() {
    return handle.createQuery("select count(*) from api_key").mapTo(Integer.class).one();
  }

  Optional<Found> byPrefix(String prefix) {
    return handle
        .createQuery(
            """
            select k.key_id, k.name, k.scopes, s.secret_hash, s.expires_at
            from api_key_secret s join api_key k on k.key_id = s.key_id
            where s.prefix = ?
            """)
        .bind(0, prefix)
        .map((row, _) -> {
          Long expires = Rows.longOrNull(row, "expires_at");
          return new Found(
              row.getLong("key_id"),
              row.getString("name"),
              scopes(row),
              row.getString("secret_hash"),
              expires == null ? Long.MAX_VALUE : expires);
        })
        .findOne();
  }

  Optional<ApiKey> find(long id, long now) {
    return all(now).stream().filter(key -> key.id() == id).findFirst();
  }

  /** All of them, oldest first; there are few. */
  List<ApiKey> all(long now) {
    Map<Long, List<ApiKey.Valid>> secrets = secrets(now);
    return handle
        .createQuery(
            "select key_id, name, scopes, created_at, last_used_at from api_key order by key_id")
        .map((row, _) ->
            new ApiKey(
                row.getLong("key_id"),
                row.getString("name"),
                scopes(row),
                secrets.getOrDefault(row.getLong("key_id"), List.of()),
                row.getLong("created_at"),
                Rows.longOrNull(row, "last_used_at")))
        .list();
  }

  /** Those that work, of each key the newest first. */
  private Map<Long, List<ApiKey.Valid>> secrets(long now) {
    var secrets = new HashMap<Long, List<ApiKey.Valid>>();
    handle
        .createQuery(
            """
            select key_id, prefix, created_at, expires_at from api_key_secret
            where expires_at is null or expires_at > ?
            order by case when expires_at is null then 0 else 1 end
            """)
        .bind(0, now)
        .map((row, _) ->
            Map.entry(
                row.getLong("key_id"),
                new ApiKey.Valid(
                    row.getString("prefix"),
                    row.getLong("created_at"),
                    Rows.longOrNull(row, "expires_at"))))
        .forEach(one ->
            secrets.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(one.getValue()));
    return secrets;
  }

  private static Set<Scope> scopes(ResultSet row) throws SQLException {
    var scopes = EnumSet.noneOf(Scope.class);
    for (String text : row.getString("scopes").split(" ", -1)) {
      Scope.of(text).ifPresent(scopes::add); // one that is no more lets nothing in
    }
    return scopes;
  }
}
