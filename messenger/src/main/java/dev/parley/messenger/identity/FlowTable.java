package dev.parley.messenger.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code sign_in_flow}. Used inside one transaction. */
record FlowTable(Handle handle) {
  private static final String COLUMNS =
      "kind, provider, user_id, session_id, device_id, device, request";

  void insert(String hash, Flow flow, long expiresAt) {
    handle.execute(
        """
        insert into sign_in_flow (flow_hash, kind, provider, user_id, session_id, device_id,
          device, request, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        hash,
        flow.kind().text(),
        flow.provider(),
        flow.userId(),
        flow.sessionId(),
        flow.deviceId(),
        flow.device(),
        flow.request(),
        expiresAt);
  }

  Optional<Flow> find(String hash, long now) {
    return handle
        .createQuery(
            "select %s from sign_in_flow where flow_hash = ? and expires_at > ?".formatted(COLUMNS))
        .bind(0, hash)
        .bind(1, now)
        .map(FlowTable::flow)
        .findOne();
  }

  /** Takes one away; its content goes to one caller only. */
  Optional<Flow> take(String hash, long now) {
    return handle
        .createQuery(
            "delete from sign_in_flow where flow_hash = ? and expires_at > ? returning " + COLUMNS)
        .bind(0, hash)
        .bind(1, now)
        .map(FlowTable::flow)
        .findOne();
  }

  int forgetExpired(long now) {
    return handle.execute("delete from sign_in_flow where expires_at <= ?", now);
  }

  void forgetAll(long userId) {
    handle.execute("delete from sign_in_flow where user_id = ?", userId);
  }

  private static Flow flow(ResultSet row, StatementContext context) throws SQLException {
    return new Flow(
        Flow.Kind.of(row.getString("kind")),
        row.getString("provider"),
        row.getLong("user_id"),
        row.getLong("session_id"),
        row.getLong("device_id"),
        row.getString("device"),
        row.getString("request"));
  }
}
