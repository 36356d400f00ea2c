package dev.parley.messenger.identity;

import dev.parley.messenger.Bound;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code account_identity}. Used inside one transaction. */
record IdentityTable(Handle handle) {
  Optional<Long> owner(Foreign who) {
    return handle
        .createQuery(
            """
            select user_id from account_identity
            where provider = ? and issuer = ? and subject = ?
            """)
        .bind(0, who.provider())
        .bind(1, who.issuer())
        .bind(2, who.subject())
        .mapTo(Long.class)
        .findOne();
  }

  void insert(long userId, Foreign who, long now) {
    String label = who.label();
    int most = Bound.IDENTITY_TEXT_LENGTH.count();
    handle.execute(
        """
        insert into account_identity (provider, issuer, subject, user_id, label, linked_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        who.provider(),
        who.issuer(),
        who.subject(),
        userId,
        label.substring(0, Math.min(most, label.length())),
        now);
  }

  List<Linked> list(long userId) {
    return handle
        .createQuery(
            """
            select provider, label, linked_at from account_identity
            where user_id = ? order by linked_at, provider
            """)
        .bind(0, userId)
        .map((row, _) ->
            new Linked(row.getString("provider"), row.getString("label"), row.getLong("linked_at")))
        .list();
  }

  boolean delete(long userId, String provider) {
    return handle.execute(
            "delete from account_identity where user_id = ? and provider = ?", userId, provider)
        > 0;
  }
}
