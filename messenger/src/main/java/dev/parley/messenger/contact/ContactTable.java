package dev.parley.messenger.contact;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements of {@code contact}. Stateless. */
final class ContactTable {
  boolean insert(Handle handle, long userId, long contactId, @Nullable String alias, long now) {
    return handle
            .createUpdate(
                """
                insert into contact (user_id, contact_id, alias, created_at)
                values (:user, :contact, :alias, :now)
                on conflict (user_id, contact_id) do nothing
                """)
            .bind("user", userId)
            .bind("contact", contactId)
            .bind("alias", alias)
            .bind("now", now)
            .execute()
        == 1;
  }

  boolean setAlias(Handle handle, long userId, long contactId, @Nullable String alias) {
    return handle
            .createUpdate(
                """
                update contact set alias = :alias
                where user_id = :user and contact_id = :contact
                """)
            .bind("user", userId)
            .bind("contact", contactId)
            .bind("alias", alias)
            .execute()
        == 1;
  }

  boolean delete(Handle handle, long userId, long contactId) {
    return handle.execute(
            "delete from contact where user_id = ? and contact_id = ?", userId, contactId)
        == 1;
  }

  /** All that an account leaves: its own book, and its place in those of others. */
  void deleteAll(Handle handle, long userId) {
    handle.execute("delete from contact where user_id = ?", userId);
    handle.execute("delete from contact where contact_id = ?", userId);
  }

  int count(Handle handle, long userId) {
    return handle
        .createQuery("select count(*) from contact where user_id = ?")
        .bind(0, userId)
        .mapTo(Integer.class)
        .one();
  }

  List<Contact> page(Handle handle, long userId, long after, int limit) {
    return handle
        .createQuery(
            """
            select contact_id, alias, created_at from contact
            where user_id = :user and contact_id > :after
            order by contact_id limit :limit
            """)
        .bind("user", userId)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, _) ->
            new Contact(
                row.getLong("contact_id"), row.getString("alias"), row.getLong("created_at")))
        .list();
  }

  /** Whose book holds this user. */
  List<Long> whoKnow(Handle handle, long contactId) {
    return handle
        .createQuery("select user_id from contact where contact_id = ? order by user_id")
        .bind(0, contactId)
        .mapTo(Long.class)
        .list();
  }
}
