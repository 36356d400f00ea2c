package dev.parley.messenger.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code token_family}.
 *
 * @param confirmed whether the newest refresh token, or its access token, was used
 */
record Family(
    long familyId,
    long userId,
    long deviceId,
    String seed,
    String keyId,
    int generation,
    String tokenHash,
    boolean confirmed,
    long createdAt,
    long lastUsedAt,
    @Nullable Long revokedAt) {

  static Family of(ResultSet row, StatementContext context) throws SQLException {
    long revokedAt = row.getLong("revoked_at");
    boolean alive = row.wasNull();
    return new Family(
        row.getLong("family_id"),
        row.getLong("user_id"),
        row.getLong("device_id"),
        row.getString("seed"),
        row.getString("key_id"),
        row.getInt("generation"),
        row.getString("token_hash"),
        row.getInt("confirmed") == 1,
        row.getLong("created_at"),
        row.getLong("last_used_at"),
        alive ? null : (Long) revokedAt);
  }

  Caller caller() {
    return new Caller(userId, familyId, deviceId);
  }

  /** Without the seed. */
  @Override
  public String toString() {
    return "Family[%d of %d]".formatted(familyId, userId);
  }
}
