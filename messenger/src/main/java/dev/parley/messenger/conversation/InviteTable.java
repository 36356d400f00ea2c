package dev.parley.messenger.conversation;

import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements of {@code invite}. Stateless. */
final class InviteTable {
  private static final String ALIVE =
      """
      revoked_at is null and (expires_at is null or expires_at > :now)
        and (max_uses is null or uses < max_uses)\
      """;

  private static final String COLUMNS =
      "invite_id, conversation_id, created_by, created_at, expires_at, max_uses, uses";

  private static final String BY_HASH =
      "select " + COLUMNS + " from invite where token_hash = :hash and " + ALIVE;

  // One statement decides who of many gets the last use.
  private static final String TAKE =
      "update invite set uses = uses + 1 where token_hash = :hash and " + ALIVE;

  private static final String LIST =
      "select "
          + COLUMNS
          + " from invite where conversation_id = :id and "
          + ALIVE
          + " order by invite_id desc";

  private static final String SWEEP =
      "delete from invite where conversation_id = :id and not (" + ALIVE + ")";

  void insert(Handle handle, Invite invite, String hash) {
    handle
        .createUpdate(
            """
            insert into invite (token_hash, invite_id, conversation_id, created_by, created_at,
              expires_at, max_uses)
            values (:hash, :id, :conversation, :by, :at, :expires, :most)
            """)
        .bind("hash", hash)
        .bind("id", invite.id())
        .bind("conversation", invite.conversationId())
        .bind("by", invite.createdBy())
        .bind("at", invite.createdAt())
        .bind("expires", invite.expiresAt())
        .bind("most", invite.maxUses())
        .execute();
  }

  /** A link that still works. */
  Optional<Invite> find(Handle handle, String hash, long now) {
    return handle
        .createQuery(BY_HASH)
        .bind("hash", hash)
        .bind("now", now)
        .map(InviteTable::map)
        .findOne();
  }

  /**
   * Uses a link once.
   *
   * @return whether it still worked
   */
  boolean take(Handle handle, String hash, long now) {
    return handle.createUpdate(TAKE).bind("hash", hash).bind("now", now).execute() == 1;
  }

  /** The links of a group that still work, newest first; bounded when they are made. */
  List<Invite> list(Handle handle, long conversationId, long now) {
    return handle
        .createQuery(LIST)
        .bind("id", conversationId)
        .bind("now", now)
        .map(InviteTable::map)
        .list();
  }

  /** Forgets the links of a group that do not work any more. */
  void sweep(Handle handle, long conversationId, long now) {
    handle.createUpdate(SWEEP).bind("id", conversationId).bind("now", now).execute();
  }

  boolean revoke(Handle handle, long conversationId, long inviteId, long now) {
    return handle.execute(
            """
            update invite set revoked_at = ?
            where invite_id = ? and conversation_id = ? and revoked_at is null
            """,
            now,
            inviteId,
            conversationId)
        == 1;
  }

  private static Invite map(ResultSet row, StatementContext context) throws SQLException {
    int most = row.getInt("max_uses");
    boolean unbounded = row.wasNull();
    return new Invite(
        row.getLong("invite_id"),
        row.getLong("conversation_id"),
        row.getLong("created_by"),
        row.getLong("created_at"),
        Rows.longOrNull(row, "expires_at"),
        unbounded ? null : (Integer) most,
        row.getInt("uses"));
  }
}
