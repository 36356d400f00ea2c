package dev.parley.messenger.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads columns of {@code message} that may be null. */
final class Columns {
  private Columns() {}

  static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Empty if the content was taken away. */
  static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  static Message.@Nullable Forwarded forwarded(ResultSet row) throws SQLException {
    Long sender = longOrNull(row, "forward_sender_id");
    return sender == null ? null : new Message.Forwarded(sender, row.getLong("forward_sent_at"));
  }
}
