package dev.parley.messenger.session;

import org.jdbi.v3.core.Handle;

/** The table {@code device}. Used inside one transaction. */
record DeviceTable(Handle handle) {
  /** Notes a sign-in of a device that this person has. */
  boolean renew(long userId, long deviceId, Client client, long now) {
    return handle.execute(
            """
            update device set name = ?, network = ?, last_seen_at = ?
            where user_id = ? and device_id = ?
            """,
            client.device(),
            client.network(),
            now,
            userId,
            deviceId)
        == 1;
  }

  void insert(long userId, long deviceId, Client client, long now) {
    handle.execute(
        """
        insert into device (user_id, device_id, name, network, created_at, last_seen_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        userId,
        deviceId,
        client.device(),
        client.network(),
        now,
        now);
  }

  void seen(long userId, long deviceId, String network, long now) {
    handle.execute(
        "update device set network = ?, last_seen_at = ? where user_id = ? and device_id = ?",
        network,
        now,
        userId,
        deviceId);
  }

  boolean hasAny(long userId) {
    return handle
        .createQuery("select device_id from device where user_id = ? limit 1")
        .bind(0, userId)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  /** Whether a person has signed in from a network before. */
  boolean knowsNetwork(long userId, String network) {
    return handle
        .createQuery("select device_id from device where user_id = ? and network = ? limit 1")
        .bind(0, userId)
        .bind(1, network)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  /** Forgets devices without a session that nobody has seen since a time. */
  int forget(long seenBefore, int most) {
    return handle.execute(
        """
        delete from device where (user_id, device_id) in (
          select d.user_id, d.device_id from device d
          where d.last_seen_at < ? and not exists (
            select 1 from token_family f where f.user_id = d.user_id and f.device_id = d.device_id)
          limit ?)
        """,
        seenBefore,
        most);
  }

  void forgetAll(long userId) {
    handle.execute("delete from device where user_id = ?", userId);
  }
}
