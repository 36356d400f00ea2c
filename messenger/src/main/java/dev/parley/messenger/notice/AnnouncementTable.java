package dev.parley.messenger.notice;

import dev.parley.messenger.Rows;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.notice.Announcement.Audience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements of {@code announcement} and of what belongs to it. Stateless. */
final class AnnouncementTable {
  private static final String COLUMNS =
      "announcement_id, audience, last_user, recipients, served_user, sent, created_by, created_at,"
          + " done_at";

  /** The text for everybody else is kept under this locale. */
  private static final String COMMON = "";

  private static final String INSERT =
      """
      insert into announcement (announcement_id, audience, last_user, recipients, created_by,
        created_at)
      values (:id, :audience, :last, :recipients, :by, :now)
      """;

  private static final String ALL =
      """
      select count(case when status = :active and user_id <> :system then 1 end) as active,
        max(user_id) as last
      from account
      """;

  private static final String NAMED =
      """
      select username_norm, user_id, status from account
      where username_norm in (<names>) and status <> :deleted and user_id <> :system
      """;

  private static final String PAGE =
      "select "
          + COLUMNS
          + " from announcement where announcement_id < :before"
          + " order by announcement_id desc limit :limit";

  static final String OPEN =
      "select "
          + COLUMNS
          + " from announcement where done_at is null"
          + " order by announcement_id limit 1";

  static final String NEXT_OF_ALL =
      """
      select user_id, locale from account
      where user_id > :after and user_id <= :last and status = :active and user_id <> :system
      order by user_id limit :limit
      """;

  static final String NEXT_OF_SOME =
      """
      select a.user_id, a.locale from announcement_recipient r
      join account a on a.user_id = r.user_id
      where r.announcement_id = :id and r.user_id > :after and r.user_id <= :last
        and a.status = :active and a.user_id <> :system
      order by r.user_id limit :limit
      """;

  // Whoever comes second with the same batch counts nothing.
  private static final String SERVED =
      """
      update announcement set served_user = :to, sent = sent + :sent, done_at = :done
      where announcement_id = :id and served_user = :from and done_at is null
      """;

  /** A row with how far it came. */
  record Open(Announcement announcement, long servedUser, long lastUser) {}

  /** An account that can be reached, and the latest that there is. */
  record Reach(int active, long last) {}

  /** Somebody named. */
  record Named(long userId, boolean active) {}

  /** Somebody to be told. */
  record Recipient(long userId, @Nullable String locale) {}

  Reach all(Handle handle) {
    return handle
        .createQuery(ALL)
        .bind("active", AccountStatus.ACTIVE.stored())
        .bind("system", Accounts.SYSTEM_USER)
        .map((row, _) -> new Reach(row.getInt("active"), row.getLong("last")))
        .one();
  }

  /**
   * Accounts by their handles in the form that is compared; those that are not there are absent.
   */
  Map<String, Named> named(Handle handle, Collection<String> norms) {
    var found = new HashMap<String, Named>();
    handle
        .createQuery(NAMED)
        .bindList("names", List.copyOf(norms))
        .bind("deleted", AccountStatus.DELETED.stored())
        .bind("system", Accounts.SYSTEM_USER)
        .map((row, _) -> {
          boolean active = row.getInt("status") == AccountStatus.ACTIVE.stored();
          return found.put(
              row.getString("username_norm"), new Named(row.getLong("user_id"), active));
        })
        .list();
    return found;
  }

  void insert(Handle handle, Announcement made, long lastUser, Collection<Long> recipients) {
    handle
        .createUpdate(INSERT)
        .bind("id", made.id())
        .bind("audience", made.audience().stored())
        .bind("last", lastUser)
        .bind("recipients", made.recipients())
        .bind("by", made.createdBy())
        .bind("now", made.createdAt())
        .execute();
    var texts = new TreeMap<>(made.text().byLocale());
    texts.put(COMMON, made.text().text());
    try (var batch =
        handle.prepareBatch(
            """
            insert into announcement_text (announcement_id, locale, body)
            values (:id, :locale, :body)
            """)) {
      texts.forEach((locale, body) ->
          batch.bind("id", made.id()).bind("locale", locale).bind("body", body).add());
      batch.execute();
    }
    try (var batch =
        handle.prepareBatch(
            "insert into announcement_recipient (announcement_id, user_id) values (:id, :user)")) {
      recipients.forEach(user -> batch.bind("id", made.id()).bind("user", user).add());
      batch.execute();
    }
  }

  Optional<Open> find(Handle handle, long id) {
    return handle
        .createQuery("select " + COLUMNS + " from announcement where announcement_id = :id")
        .bind("id", id)
        .map((row, _) -> open(handle, row))
        .findOne();
  }

  /** The latest before one. */
  List<Announcement> page(Handle handle, long before, int limit) {
    return handle
        .createQuery(PAGE)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) -> open(handle, row).announcement())
        .list();
  }

  /** The oldest that is not done. */
  Optional<Open> oldestOpen(Handle handle) {
    return handle.createQuery(OPEN).map((row, _) -> open(handle, row)).findOne();
  }

  /** Those who come next, by their ids; without whoever has gone or is turned away by now. */
  List<Recipient> next(Handle handle, Open open, int limit) {
    Announcement announcement = open.announcement();
    boolean all = announcement.audience() == Audience.ALL;
    var query = handle.createQuery(all ? NEXT_OF_ALL : NEXT_OF_SOME);
    if (!all) {
      query.bind("id", announcement.id());
    }
    return query
        .bind("after", open.servedUser())
        .bind("last", open.lastUser())
        .bind("active", AccountStatus.ACTIVE.stored())
        .bind("system", Accounts.SYSTEM_USER)
        .bind("limit", limit)
        .map((row, _) -> new Recipient(row.getLong("user_id"), row.getString("locale")))
        .list();
  }

  /** Remembers that everybody up to an account has been served. */
  void served(Handle handle, Open before, long upTo, int sent, @Nullable Long doneAt) {
    handle
        .createUpdate(SERVED)
        .bind("id", before.announcement().id())
        .bind("from", before.servedUser())
        .bind("to", upTo)
        .bind("sent", sent)
        .bind("done", doneAt)
        .execute();
  }

  private static Open open(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("announcement_id");
    var announcement =
        new Announcement(
            id,
            Audience.of(row.getInt("audience")),
            text(handle, id),
            row.getInt("recipients"),
            row.getInt("sent"),
            row.getString("created_by"),
            row.getLong("created_at"),
            Rows.longOrNull(row, "done_at"));
    return new Open(announcement, row.getLong("served_user"), row.getLong("last_user"));
  }

  private static NoticeText text(Handle handle, long id) {
    var texts = new TreeMap<String, String>();
    handle
        .createQuery("select locale, body from announcement_text where announcement_id = :id")
        .bind("id", id)
        .map((row, _) -> texts.put(row.getString("locale"), row.getString("body")))
        .list();
    String common = texts.remove(COMMON);
    return new NoticeText(common == null ? "" : common, texts);
  }
}
