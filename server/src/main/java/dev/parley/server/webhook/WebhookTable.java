package dev.parley.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.channels.webhook.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table of undelivered requests. Used inside one transaction. */
public final class WebhookTable {
  private final Handle handle;

  public WebhookTable(Handle handle) {
    this.handle = handle;
  }

  public void add(List<Delivery> deliveries) {
    try (var batch =
        handle.prepareBatch(
            """
            insert into webhook_delivery
              (id, app_id, url, lane, created_at, app_key, signature, body)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (Delivery delivery : deliveries) {
        batch.add(
            delivery.id(),
            delivery.appId(),
            delivery.url(),
            delivery.lane(),
            delivery.createdMillis(),
            delivery.key(),
            delivery.signature(),
            new String(delivery.body(), UTF_8));
      }
      batch.execute();
    }
  }

  void remove(List<Long> ids) {
    try (var batch = handle.prepareBatch("delete from webhook_delivery where id = ?")) {
      ids.forEach(batch::add);
      batch.execute();
    }
  }

  List<Delivery> all() {
    return handle
        .createQuery(
            """
            select id, app_id, url, lane, created_at, app_key, signature, body
            from webhook_delivery
            order by id
            """)
        .map((row, _) -> delivery(row))
        .list();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getString("app_id"),
        row.getString("url"),
        row.getInt("lane"),
        row.getLong("created_at"),
        row.getString("app_key"),
        row.getString("signature"),
        row.getString("body").getBytes(UTF_8));
  }
}
