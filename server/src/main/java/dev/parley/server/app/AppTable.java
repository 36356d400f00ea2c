package dev.parley.server.app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables of apps and keys that the server keeps itself. Used inside one unit of the store. */
final class AppTable {
  private final Handle handle;

  AppTable(Handle handle) {
    this.handle = handle;
  }

  /** Every app, oldest first. */
  List<StoredApp> all() {
    return withKeys(
        handle
            .createQuery(
                """
                select id, name, enabled, is_default, created_at, settings
                from app order by created_at, id
                """)
            .map((row, _) -> app(row))
            .list(),
        handle
            .createQuery(
                """
                select app_id, app_key, secret, created_at, retired_at
                from app_key order by created_at, app_key
                """)
            .map((row, _) -> Map.entry(row.getString("app_id"), key(row)))
            .list());
  }

  Optional<StoredApp> find(String id) {
    return withKeys(
            handle
                .createQuery(
                    """
                    select id, name, enabled, is_default, created_at, settings
                    from app where id = :id
                    """)
                .bind("id", id)
                .map((row, _) -> app(row))
                .list(),
            handle
                .createQuery(
                    """
                    select app_id, app_key, secret, created_at, retired_at
                    from app_key where app_id = :id order by created_at, app_key
                    """)
                .bind("id", id)
                .map((row, _) -> Map.entry(row.getString("app_id"), key(row)))
                .list())
        .stream()
        .findFirst();
  }

  Optional<StoredApp> defaultApp() {
    return handle
        .createQuery("select id from app where is_default = 1")
        .mapTo(String.class)
        .findOne()
        .flatMap(this::find);
  }

  long count() {
    return handle.createQuery("select count(*) from app").mapTo(Long.class).one();
  }

  void insert(StoredApp app) {
    handle.execute(
        """
        insert into app (id, name, enabled, is_default, created_at, settings)
        values (?, ?, ?, ?, ?, ?)
        """,
        app.id(),
        app.name(),
        app.enabled() ? 1 : 0,
        app.isDefault() ? 1 : 0,
        app.createdAt().toEpochMilli(),
        JsonTree.write(app.settings()));
    app.keys().forEach(pair -> insertKey(app.id(), pair));
  }

  /** Replaces everything about an app but its id, its times and its keys. */
  void update(StoredApp app) {
    handle.execute(
        "update app set name = ?, enabled = ?, settings = ? where id = ?",
        app.name(),
        app.enabled() ? 1 : 0,
        JsonTree.write(app.settings()),
        app.id());
  }

  /** Makes this app the default one in place of any other. */
  void markDefault(String id) {
    handle.execute("update app set is_default = 0 where is_default = 1");
    handle.execute("update app set is_default = 1 where id = ?", id);
  }

  void delete(String id) {
    deleteKeys(id);
    handle.execute("delete from app where id = ?", id);
  }

  void insertKey(String appId, StoredKey pair) {
    handle.execute(
        "insert into app_key (app_key, app_id, secret, created_at) values (?, ?, ?, ?)",
        pair.key(),
        appId,
        pair.secret(),
        pair.createdAt().toEpochMilli());
  }

  void retireKey(String appId, String key, Instant at) {
    handle.execute(
        "update app_key set retired_at = ? where app_id = ? and app_key = ?",
        at.toEpochMilli(),
        appId,
        key);
  }

  void deleteKey(String appId, String key) {
    handle.execute("delete from app_key where app_id = ? and app_key = ?", appId, key);
  }

  void deleteKeys(String appId) {
    handle.execute("delete from app_key where app_id = ?", appId);
  }

  private static List<StoredApp> withKeys(
      List<StoredApp> apps, List<Map.Entry<String, StoredKey>> keys) {
    Map<String, List<StoredKey>> byApp = new LinkedHashMap<>();
    for (var pair : keys) {
      byApp.computeIfAbsent(pair.getKey(), _ -> new ArrayList<>()).add(pair.getValue());
    }
    return apps.stream().map(app -> app.withKeys(byApp.getOrDefault(app.id(), List.of()))).toList();
  }

  private static StoredApp app(ResultSet row) throws SQLException {
    return new StoredApp(
        row.getString("id"),
        row.getString("name"),
        row.getInt("enabled") == 1,
        row.getInt("is_default") == 1,
        Instant.ofEpochMilli(row.getLong("created_at")),
        JsonTree.read(row.getString("settings")),
        List.of());
  }

  private static StoredKey key(ResultSet row) throws SQLException {
    long retiredAt = row.getLong("retired_at");
    boolean retired = !row.wasNull();
    return new StoredKey(
        row.getString("app_key"),
        row.getString("secret"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        retired ? Instant.ofEpochMilli(retiredAt) : null);
  }
}
