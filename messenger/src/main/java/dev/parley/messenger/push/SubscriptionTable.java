package dev.parley.messenger.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code push_subscription}. Used inside one transaction. */
record SubscriptionTable(Handle handle) {
  private static final String COLUMNS =
      "subscription_id, user_id, session_id, endpoint, p256dh, auth, locale, created_at";

  /**
   * Adds one, or gives the browser to its present owner, who is told nothing that was meant for the
   * one before.
   */
  Subscription put(Subscription one) {
    String hash = hash(one.endpoint());
    handle.execute(
        """
        delete from push_notice where subscription_id in (
          select subscription_id from push_subscription where endpoint_hash = ? and user_id <> ?)
        """,
        hash,
        one.userId());
    return handle
        .createQuery(
            """
            insert into push_subscription (subscription_id, user_id, session_id, endpoint_hash,
              endpoint, p256dh, auth, locale, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (endpoint_hash) do update set user_id = excluded.user_id,
              session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
              locale = excluded.locale
            returning %s
            """
                .formatted(COLUMNS))
        .bind(0, one.id())
        .bind(1, one.userId())
        .bind(2, one.sessionId())
        .bind(3, hash)
        .bind(4, one.endpoint())
        .bind(5, one.p256dh())
        .bind(6, one.auth())
        .bind(7, one.locale())
        .bind(8, one.createdAt())
        .map((row, _) -> map(row))
        .one();
  }

  private static String hash(String endpoint) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Of one person, the oldest first. */
  List<Subscription> of(long userId) {
    return handle
        .createQuery(
            """
            select %s from push_subscription where user_id = ? order by subscription_id
            """
                .formatted(COLUMNS))
        .bind(0, userId)
        .map((row, _) -> map(row))
        .list();
  }

  /** By their ids. */
  Map<Long, String> endpoints(Collection<Long> ids) {
    return handle
        .createQuery(
            "select subscription_id, endpoint from push_subscription where subscription_id in (<ids>)")
        .bindList("ids", List.copyOf(ids))
        .map((row, _) -> Map.entry(row.getLong("subscription_id"), row.getString("endpoint")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** One whose session lives and whose owner may use the account. */
  Optional<Subscription> alive(long id, long usedAfter) {
    return handle
        .createQuery(
            """
            select %s from push_subscription s
            where s.subscription_id = :id
              and exists (select 1 from token_family f
                where f.family_id = s.session_id and f.user_id = s.user_id
                  and f.revoked_at is null and f.last_used_at > :after)
              and exists (select 1 from account a where a.user_id = s.user_id and a.status = 0)
            """
                .formatted(COLUMNS))
        .bind("id", id)
        .bind("after", usedAfter)
        .map((row, _) -> map(row))
        .findOne();
  }

  private static Subscription map(ResultSet row) throws SQLException {
    return new Subscription(
        row.getLong("subscription_id"),
        row.getLong("user_id"),
        row.getLong("session_id"),
        row.getString("endpoint"),
        row.getString("p256dh"),
        row.getString("auth"),
        row.getString("locale"),
        row.getLong("created_at"));
  }

  boolean delete(long id) {
    handle.execute("delete from push_notice where subscription_id = ?", id);
    return handle.execute("delete from push_subscription where subscription_id = ?", id) == 1;
  }

  /** Those of a session that is over, and that somebody looks at it. */
  void endSession(long sessionId) {
    handle
        .createQuery("select subscription_id from push_subscription where session_id = ?")
        .bind(0, sessionId)
        .mapTo(Long.class)
        .list()
        .forEach(this::delete);
    handle.execute("delete from push_looking where session_id = ?", sessionId);
  }

  void forgetAll(long userId) {
    of(userId).forEach(one -> delete(one.id()));
    handle.execute("delete from push_looking where user_id = ?", userId);
  }

  /** Takes away those whose session was forgotten. */
  int sweep(long usedBefore, int most) {
    List<Long> gone =
        handle
            .createQuery(
                """
                select s.subscription_id from push_subscription s
                where not exists (select 1 from token_family f
                  where f.family_id = s.session_id and f.revoked_at is null
                    and f.last_used_at > :before)
                order by s.subscription_id limit :most
                """)
            .bind("before", usedBefore)
            .bind("most", most)
            .mapTo(Long.class)
            .list();
    gone.forEach(this::delete);
    return gone.size();
  }
}
