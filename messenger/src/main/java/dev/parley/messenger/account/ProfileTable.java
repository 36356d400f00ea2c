package dev.parley.messenger.account;

import dev.parley.messenger.Cursor;
import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What of {@code account} others may see. Used inside one transaction. */
public record ProfileTable(Handle handle) {
  private static final String COLUMNS =
      """
      a.user_id, a.username, a.display_name, a.signature, a.avatar_file, a.background_file,
      a.status, a.version
      """;

  // by the index account_updated
  static final String CHANGED =
      """
      select user_id, updated_at from account
      where updated_at >= :at and (updated_at > :at or user_id > :id)
      order by updated_at, user_id limit :limit
      """;

  // by primary keys, and by the index of the other one's memberships
  static final String KNOWN =
      """
      select %s from account a
      where a.user_id in (<ids>)
        and (a.user_id = :me
          or exists (select 1 from contact c where c.user_id = :me and c.contact_id = a.user_id)
          or exists (select 1 from member theirs
            join member mine on mine.conversation_id = theirs.conversation_id
              and mine.user_id = :me
            where theirs.user_id = a.user_id))
      """
          .formatted(COLUMNS);

  /** Of these people, deleted ones included, in no order. */
  public List<Profile> byIds(Collection<Long> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery("select %s from account a where a.user_id in (<ids>)".formatted(COLUMNS))
        .bindList("ids", List.copyOf(userIds))
        .map(ProfileTable::profile)
        .list();
  }

  /** Whoever has exactly this handle. */
  public Optional<Profile> byUsername(String norm) {
    return handle
        .createQuery(
            "select %s from account a where a.username_norm = ? and a.status <> 2"
                .formatted(COLUMNS))
        .bind(0, norm)
        .map(ProfileTable::profile)
        .findOne();
  }

  /**
   * Contacts of somebody, and those who are in a group with them, whose handle or name holds a
   * text.
   */
  List<Profile> known(long userId, String norm, int limit) {
    String escaped = norm.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return handle
        .createQuery(
            """
            select %s from account a
            where a.status <> 2 and a.user_id <> :me
              and (a.username_norm like :like escape '!' or a.name_norm like :like escape '!')
              and a.user_id in (
                select contact_id from contact where user_id = :me
                union
                select other.user_id from member mine
                  join member other on other.conversation_id = mine.conversation_id
                  where mine.user_id = :me and mine.left_seq is null and other.left_seq is null)
            order by a.name_norm, a.user_id limit :limit
            """
                .formatted(COLUMNS))
        .bind("me", userId)
        .bind("like", "%" + escaped + "%")
        .bind("limit", limit)
        .map(ProfileTable::profile)
        .list();
  }

  /** An account that was changed, and when. */
  record Changed(long userId, long at) {
    String cursor() {
      return Cursor.of(at, userId);
    }
  }

  /** The next accounts that were changed after a place, in the order of their changes. */
  List<Changed> changed(long at, long userId, int limit) {
    return handle
        .createQuery(CHANGED)
        .bind("at", at)
        .bind("id", userId)
        .bind("limit", limit)
        .map((row, _) -> new Changed(row.getLong("user_id"), row.getLong("updated_at")))
        .list();
  }

  /** Of these people those whom somebody knows: by the address book, or by a conversation. */
  List<Profile> known(long userId, Collection<Long> among) {
    if (among.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(KNOWN)
        .bind("me", userId)
        .bindList("ids", List.copyOf(among))
        .map(ProfileTable::profile)
        .list();
  }

  private static Profile profile(ResultSet row, StatementContext context) throws SQLException {
    return new Profile(
        row.getLong("user_id"),
        row.getString("username"),
        row.getString("display_name"),
        row.getString("signature"),
        Rows.longOrNull(row, "avatar_file"),
        Rows.longOrNull(row, "background_file"),
        AccountStatus.of(row.getInt("status")) == AccountStatus.DELETED,
        row.getLong("version"));
  }
}
