package dev.parley.messenger.notify;

import dev.parley.messenger.conversation.NotifyLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code notify_setting}. Used inside one transaction. */
record NotifySettingsTable(Handle handle) {
  NotifySettings find(long userId) {
    return handle
        .createQuery(
            """
            select level, preview, quiet_from, quiet_to, zone from notify_setting
            where user_id = ?
            """)
        .bind(0, userId)
        .map((row, _) -> map(row))
        .findOne()
        .orElse(NotifySettings.DEFAULTS);
  }

  private static NotifySettings map(ResultSet row) throws SQLException {
    NotifyLevel level = Objects.requireNonNull(NotifyLevel.of(row.getInt("level")));
    boolean preview = row.getInt("preview") == 1;
    ZoneId zone = zone(row.getString("zone"));
    QuietHours quiet =
        zone == null
            ? null
            : new QuietHours(row.getInt("quiet_from"), row.getInt("quiet_to"), zone);
    return new NotifySettings(level, preview, quiet);
  }

  /**
   * Places are renamed and dropped: a zone that another Java has stored and this one does not know
   * is none, and its owner is told of everything rather than of nothing.
   */
  private static @Nullable ZoneId zone(@Nullable String stored) {
    try {
      return stored == null ? null : ZoneId.of(stored);
    } catch (DateTimeException _) {
      return null;
    }
  }

  void put(long userId, NotifySettings settings) {
    QuietHours quiet = settings.quiet();
    handle
        .createUpdate(
            """
            insert into notify_setting (user_id, level, preview, quiet_from, quiet_to, zone)
            values (:user, :level, :preview, :from, :to, :zone)
            on conflict (user_id) do update set level = excluded.level,
              preview = excluded.preview, quiet_from = excluded.quiet_from,
              quiet_to = excluded.quiet_to, zone = excluded.zone
            """)
        .bind("user", userId)
        .bind("level", settings.level().stored())
        .bind("preview", settings.preview() ? 1 : 0)
        .bind("from", quiet == null ? null : (Integer) quiet.fromMinute())
        .bind("to", quiet == null ? null : (Integer) quiet.toMinute())
        .bind("zone", quiet == null ? null : quiet.zone().getId())
        .execute();
  }

  void forget(long userId) {
    handle.execute("delete from notify_setting where user_id = ?", userId);
  }
}
