package dev.parley.server.app;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of apps that the server keeps itself. */
final class AppTable {
  private final Handle handle;
  private final long nowMillis;

  AppTable(Handle handle, long nowMillis) {
    this.handle = handle;
    this.nowMillis = nowMillis;
  }

  Optional<Credentials> defaultApp() {
    return handle
        .createQuery(
            """
            select app.id, app_key.app_key, app_key.secret
            from app join app_key on app_key.app_id = app.id
            where app.is_default = 1
            order by app_key.created_at desc limit 1
            """)
        .map((row, _) -> new Credentials(row.getString(1), row.getString(2), row.getString(3)))
        .findOne();
  }

  /** Makes these the default app's, in place of what was there. */
  void replaceDefaultApp(Credentials app) {
    handle.execute("delete from app_key where app_id in (select id from app where is_default = 1)");
    handle.execute("delete from app where is_default = 1");
    handle.execute(
        "insert into app (id, is_default, created_at) values (?, 1, ?)", app.id(), nowMillis);
    handle.execute(
        "insert into app_key (app_key, app_id, secret, created_at) values (?, ?, ?, ?)",
        app.key(),
        app.id(),
        app.secret(),
        nowMillis);
  }
}
