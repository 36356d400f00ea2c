package dev.parley.messenger.session;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code token_family}. Used inside one transaction. */
record FamilyTable(Handle handle) {
  private static final String COLUMNS =
      """
      family_id, user_id, device_id, seed, key_id, generation, token_hash, confirmed, created_at,
      last_used_at, revoked_at
      """;

  void insert(Family family) {
    handle.execute(
        """
        insert into token_family (family_id, user_id, device_id, seed, key_id, generation,
          token_hash, confirmed, created_at, last_used_at)
        values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
        """,
        family.familyId(),
        family.userId(),
        family.deviceId(),
        family.seed(),
        family.keyId(),
        family.generation(),
        family.tokenHash(),
        family.createdAt(),
        family.lastUsedAt());
  }

  Optional<Family> find(long familyId) {
    return handle
        .createQuery("select %s from token_family where family_id = ?".formatted(COLUMNS))
        .bind(0, familyId)
        .map(Family::of)
        .findOne();
  }

  /** Reads a session and locks its row until the end, where the engine has row locks. */
  Optional<Family> lock(long familyId) {
    return handle
        .createQuery(
            "update token_family set confirmed = confirmed where family_id = ? returning "
                + COLUMNS)
        .bind(0, familyId)
        .map(Family::of)
        .findOne();
  }

  /** The newest refresh token becomes the one of this number, and nobody has used it yet. */
  void advance(long familyId, int generation, String tokenHash, long now) {
    handle.execute(
        """
        update token_family set generation = ?, token_hash = ?, confirmed = 0, last_used_at = ?
        where family_id = ?
        """,
        generation,
        tokenHash,
        now,
        familyId);
  }

  /** From now on the predecessor of this refresh token is one that must not come back. */
  void confirm(long familyId, int generation) {
    handle.execute(
        """
        update token_family set confirmed = 1
        where family_id = ? and generation = ? and confirmed = 0
        """,
        familyId,
        generation);
  }

  /**
   * Ends sessions of one person.
   *
   * @param only null for all of them
   * @param but one that stays; 0 for none
   * @return those that were alive until now
   */
  List<Long> revoke(long userId, @Nullable Long only, long but, EndReason reason, long now) {
    return handle
        .createQuery(
            """
            update token_family set revoked_at = :now, revoke_reason = :reason
            where user_id = :user and revoked_at is null and family_id <> :but
              and (:every = 1 or family_id = :only)
            returning family_id
            """)
        .bind("now", now)
        .bind("reason", reason.text())
        .bind("user", userId)
        .bind("but", but)
        .bind("every", only == null ? 1 : 0)
        .bind("only", only == null ? 0 : only)
        .mapTo(Long.class)
        .list();
  }

  /** Live sessions of one person, the last used first. */
  List<Session> alive(long userId, long usedAfter, long madeAfter) {
    return handle
        .createQuery(
            """
            select f.family_id, f.device_id, d.name, d.network, f.created_at, f.last_used_at
            from token_family f
            join device d on d.user_id = f.user_id and d.device_id = f.device_id
            where f.user_id = ? and f.revoked_at is null
              and f.last_used_at > ? and f.created_at > ?
            order by f.last_used_at desc, f.family_id desc
            """)
        .bind(0, userId)
        .bind(1, usedAfter)
        .bind(2, madeAfter)
        .map((row, _) ->
            new Session(
                row.getLong("family_id"),
                userId,
                row.getLong("device_id"),
                row.getString("name"),
                row.getString("network"),
                row.getLong("created_at"),
                row.getLong("last_used_at")))
        .list();
  }

  /** The session on a device, if it is alive. */
  List<Long> onDevice(long userId, long deviceId) {
    return handle
        .createQuery(
            """
            select family_id from token_family
            where user_id = ? and revoked_at is null and device_id = ?
            """)
        .bind(0, userId)
        .bind(1, deviceId)
        .mapTo(Long.class)
        .list();
  }

  /** Forgets sessions that nobody has used since a time; their tokens are refused as unknown. */
  int forget(long usedBefore, int most) {
    return handle.execute(
        """
        delete from token_family where family_id in (
          select family_id from token_family where last_used_at < ? order by last_used_at limit ?)
        """,
        usedBefore,
        most);
  }
}
