package dev.parley.bench.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills the groups of a stopped server with messages, as years of talking would. It writes the
 * tables itself, since a million messages over HTTP would take longer than all that is measured.
 */
public final class MessageFiller {
  private static final String MESSAGES =
      """
      insert into message (conversation_id, seq, message_id, countable, counts, rev, sent_rev,
        sender_id, client_msg_id, request_hash, kind, body, sent_at)
      with recursive step (i) as (select 1 union all select i + 1 from step where i < ?)
      select c.conversation_id, c.last_seq + step.i,
        (select max(message_id) from message) + row_number() over (),
        c.last_countable + step.i, 1, c.last_rev + step.i, c.last_rev + step.i,
        c.owner_id, 'fill-' || (c.last_seq + step.i), 'none', 0,
        'Message ' || (c.last_seq + step.i) || ': shall we meet at eight, by the river? 好的，河边见。',
        c.last_message_at + step.i
      from conversation c cross join step
      where c.kind = 1 and c.last_seq > 0
      """;

  private static final String HEADS =
      """
      update conversation set last_seq = last_seq + ?, last_countable = last_countable + ?,
        last_rev = last_rev + ?, last_message_at = last_message_at + ?
      where kind = 1 and last_seq > 0
      """;

  /** As if the words were indexed: searching is not what is measured with this. */
  private static final String SEARCH_HEADS =
      """
      insert into search_head (conversation_id, version, indexed_seq)
      select c.conversation_id, (select max(version) from search_head), c.last_seq
      from conversation c where c.kind = 1 and c.last_seq > 0
      on conflict (conversation_id) do update set indexed_seq = excluded.indexed_seq
      """;

  private final String url;
  private final String user;

  /**
   * Works on the database of a server that does not run.
   *
   * @param url for JDBC
   */
  public MessageFiller(String url, String user) {
    this.url = url;
    this.user = user;
  }

  /** Adds as many to each group in which something has been said. */
  public void add(int toEach) {
    try (Connection connection = DriverManager.getConnection(url, user, null)) {
      connection.setAutoCommit(false);
      update(connection, MESSAGES, 1, toEach);
      update(connection, HEADS, 4, toEach);
      update(connection, SEARCH_HEADS, 0, toEach);
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("analyze"); // both engines do so by themselves, in their time
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot fill " + url, e);
    }
  }

  private static void update(Connection connection, String sql, int places, int value)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= places; i++) {
        statement.setInt(i, value);
      }
      statement.executeUpdate();
    }
  }

  /** How many messages there are. */
  public long count() {
    try (Connection connection = DriverManager.getConnection(url, user, null);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from message")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read " + url, e);
    }
  }
}
