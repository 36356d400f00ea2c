package dev.parley.messenger.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements of {@code user_sync} and {@code inbox}. Stateless. */
final class LogTable {
  /** Ids of one statement: engines bound the number of its parameters. */
  private static final int TOGETHER = 500;

  private static final String BEGIN =
      """
      insert into user_sync (user_id, last_active_at) values (:user, :now)
      on conflict (user_id) do nothing
      """;

  private static final String TAKE =
      "update user_sync set last_seq = last_seq + :count where user_id = :user";

  private static final String INSERT =
      """
      insert into inbox (user_id, sync_seq, kind, conversation_id, ref, created_at)
      values (:user, :seq, :kind, :conversation, :ref, :now)
      """;

  /** Makes the logs of users who have none. */
  void begin(Handle handle, List<Long> users, long now) {
    if (users.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(BEGIN)) {
      users.stream().sorted().forEach(user -> batch.bind("user", user).bind("now", now).add());
      batch.execute();
    }
  }

  /**
   * Takes numbers, which locks the users' logs in the order of their ids.
   *
   * @param counts how many each user needs
   * @return the last number that each user has now
   */
  Map<Long, Long> take(Handle handle, SortedMap<Long, Integer> counts) {
    try (PreparedBatch batch = handle.prepareBatch(TAKE)) {
      counts.forEach((user, count) -> batch.bind("user", user).bind("count", count).add());
      batch.execute();
    }
    return heads(handle, List.copyOf(counts.keySet()));
  }

  /** The last number of each user that has a log. */
  Map<Long, Long> heads(Handle handle, List<Long> users) {
    var heads = new HashMap<Long, Long>();
    for (int from = 0; from < users.size(); from += TOGETHER) {
      handle
          .createQuery("select user_id, last_seq from user_sync where user_id in (<users>)")
          .bindList("users", users.subList(from, Math.min(users.size(), from + TOGETHER)))
          .map((row, _) -> heads.put(row.getLong("user_id"), row.getLong("last_seq")))
          .list();
    }
    return heads;
  }

  void insert(Handle handle, List<Pointer> pointers, long now) {
    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
      for (Pointer pointer : pointers) {
        batch
            .bind("user", pointer.userId())
            .bind("seq", pointer.syncSeq())
            .bind("kind", pointer.kind().stored())
            .bind("conversation", pointer.conversationId())
            .bind("ref", pointer.ref())
            .bind("now", now)
            .add();
      }
      batch.execute();
    }
  }
}
