package dev.parley.bench.store;

import dev.parley.bench.load.PushKeys;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Members of a group, and browsers of theirs that take pushes, written into the tables of a stopped
 * server on SQLite: a thousand sign-ups hash a thousand passwords, which is not what is measured.
 */
public final class PushCrowd {
  private static final long FIRST = 1_000_000;

  private static final String ACCOUNTS =
      """
      insert into account (user_id, username, username_norm, display_name, name_norm,
        created_at, updated_at)
      with recursive step (i) as (select 1 union all select i + 1 from step where i < ?)
      select ? + i, 'crowd' || i, 'crowd' || i, 'Crowd', 'crowd', 0, 0 from step
      """;

  private static final String MEMBERS =
      """
      insert into member (conversation_id, user_id, join_seq, joined_at)
      select ?, user_id, 1, 0 from account where username_norm like 'crowd%'
      """;

  private static final String HEAD =
      """
      update conversation set member_count = member_count + ?, fanout = 1
      where conversation_id = ?
      """;

  private static final String SESSIONS =
      """
      insert into token_family (family_id, user_id, device_id, seed, key_id, generation,
        token_hash, confirmed, created_at, last_used_at)
      select user_id, user_id, 1, 's', 'k', 0, 'crowd' || user_id, 1, ?, ?
      from account where username_norm like 'crowd%'
      """;

  private static final String BROWSERS =
      """
      insert into push_subscription (subscription_id, user_id, session_id, endpoint_hash,
        endpoint, p256dh, auth, locale, created_at)
      select user_id, user_id, user_id, 'crowd' || user_id, ? || user_id, ?, ?, 'en', 0
      from account where username_norm like 'crowd%'
      """;

  private final String url;

  /**
   * Works on the database of a server that does not run.
   *
   * @param url for JDBC
   */
  public PushCrowd(String url) {
    this.url = url;
  }

  /** Lets so many join a group. */
  public void join(long conversation, int people) {
    run(connection -> {
      long now = System.currentTimeMillis();
      update(connection, ACCOUNTS, people, FIRST);
      update(connection, MEMBERS, conversation);
      update(connection, HEAD, people, conversation);
      update(connection, SESSIONS, now, now);
    });
  }

  /**
   * Gives each of them a browser.
   *
   * @param endpoint what stands before their ids
   */
  public void subscribe(String endpoint, PushKeys keys) {
    run(connection -> update(connection, BROWSERS, endpoint, keys.publicKey(), keys.auth()));
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void run(Work work) {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      work.on(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot fill " + url, e);
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
