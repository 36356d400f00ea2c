package dev.parley.messenger.sync;

import dev.parley.messenger.Bound;
import dev.parley.messenger.outbox.SyncKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements that read a user's log. Stateless. */
final class ReadTable {
  private static final String STATE =
      """
      select last_seq, floor_seq, last_active_at, parked from user_sync where user_id = :user
      """;

  // By primary keys all through. The message is joined only where its owner may see it now: what
  // was cleared, purged or deleted since, or dissolved, shows nothing; stays that ended stay
  // visible.
  static final String ENTRIES =
      """
      select i.sync_seq, i.kind as entry_kind, i.conversation_id, i.ref, %s
      from inbox i
      left join member mine on i.kind = :new
        and mine.conversation_id = i.conversation_id and mine.user_id = i.user_id
      left join conversation c on c.conversation_id = mine.conversation_id
      left join message m on m.conversation_id = i.conversation_id and m.seq = i.ref
        and m.body is not null and m.recalled_at is null and c.dissolved_at is null
        and m.seq > mine.clear_seq and m.seq > c.purge_seq
        and (mine.deletions = 0 or not exists (select 1 from deleted_message d
          where d.user_id = i.user_id and d.conversation_id = m.conversation_id
            and d.seq = m.seq))
      where i.user_id = :user and i.sync_seq > :after
      order by i.sync_seq limit :limit
      """
          .formatted(OutboxTable.PREVIEW);

  // By the index of large groups or by that of the user's memberships, whatever there is less of.
  static final String GROUPS =
      """
      select c.conversation_id, c.last_seq, c.last_rev, c.version, m.version as my_version
      from conversation c
      join member m on m.conversation_id = c.conversation_id and m.user_id = :user
      where c.fanout = 1 and c.dissolved_at is null and m.left_seq is null
      order by c.conversation_id
      """;

  LogState state(Handle handle, long userId) {
    return handle
        .createQuery(STATE)
        .bind("user", userId)
        .map((row, _) ->
            new LogState(
                row.getLong("last_seq"),
                row.getLong("floor_seq"),
                row.getLong("last_active_at"),
                row.getInt("parked") == 1,
                true))
        .findOne()
        .orElse(LogState.NONE);
  }

  /** The entries after a number, in order. */
  List<Pointer> entries(Handle handle, long userId, long after, int limit) {
    return handle
        .createQuery(ENTRIES)
        .bind("user", userId)
        .bind("after", after)
        .bind("limit", limit)
        .bind("new", SyncKind.NEW.stored())
        .bind("length", Bound.PREVIEW.count())
        .map((row, _) ->
            new Pointer(
                userId,
                row.getLong("sync_seq"),
                SyncKind.of(row.getInt("entry_kind")),
                row.getLong("conversation_id"),
                row.getLong("ref"),
                preview(row)))
        .list();
  }

  private static @Nullable Preview preview(ResultSet row) throws SQLException {
    return row.getString("body") == null ? null : OutboxTable.preview(row);
  }

  /** All large groups that a user is in. They are few, so they are always told whole. */
  List<GroupHead> groups(Handle handle, long userId) {
    return handle
        .createQuery(GROUPS)
        .bind("user", userId)
        .map((row, _) ->
            new GroupHead(
                row.getLong("conversation_id"),
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                row.getLong("version"),
                row.getLong("my_version")))
        .list();
  }
}
