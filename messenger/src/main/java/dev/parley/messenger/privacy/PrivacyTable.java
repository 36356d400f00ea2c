package dev.parley.messenger.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** The table {@code privacy_setting}. Used inside one transaction. */
public record PrivacyTable(Handle handle) {
  /** What somebody has settled, or the defaults. */
  public PrivacySettings find(long userId) {
    return handle
        .createQuery(
            "select last_seen, read_receipts, reach from privacy_setting where user_id = ?")
        .bind(0, userId)
        .map((row, _) -> map(row))
        .findOne()
        .orElse(PrivacySettings.DEFAULTS);
  }

  /** Whether two people see how far the other has read: only if both show it. */
  public boolean readReceiptsBetween(long one, long other) {
    return handle
        .createQuery(
            """
            select 1 from privacy_setting where user_id in (:one, :other) and read_receipts = 0
            """)
        .bind("one", one)
        .bind("other", other)
        .mapTo(Integer.class)
        .findFirst()
        .isEmpty();
  }

  private static PrivacySettings map(ResultSet row) throws SQLException {
    return new PrivacySettings(
        Circle.of(row.getInt("last_seen")),
        row.getInt("read_receipts") == 1,
        Circle.of(row.getInt("reach")));
  }

  void put(long userId, PrivacySettings settings) {
    handle
        .createUpdate(
            """
            insert into privacy_setting (user_id, last_seen, read_receipts, reach)
            values (:user, :lastSeen, :readReceipts, :reach)
            on conflict (user_id) do update set last_seen = excluded.last_seen,
              read_receipts = excluded.read_receipts, reach = excluded.reach
            """)
        .bind("user", userId)
        .bind("lastSeen", settings.lastSeen().stored())
        .bind("readReceipts", settings.readReceipts() ? 1 : 0)
        .bind("reach", settings.reach().stored())
        .execute();
  }

  void forget(long userId) {
    handle.execute("delete from privacy_setting where user_id = ?", userId);
  }
}
