package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * When people were last seen, gathered in memory and written now and then: a request must not cost
 * a write. What a crash loses is less than an interval. Thread-safe.
 */
public final class LastSeen {
  private final Transactions transactions;
  private final InstantSource clock;
  private final ConcurrentHashMap<Long, Long> seen = new ConcurrentHashMap<>();

  public LastSeen(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Notes that somebody did something now. Does not block; above the bound some are not noted. */
  public void touch(long userId) {
    if (seen.size() < Bound.LAST_SEEN_WAITING.value() || seen.containsKey(userId)) {
      seen.put(userId, clock.millis());
    }
  }

  /**
   * Writes what was noted, in one transaction. Blocks.
   *
   * @return people it was noted of
   */
  public int flush() {
    var batch = new HashMap<Long, Long>();
    for (Map.Entry<Long, Long> one : seen.entrySet()) {
      if (seen.remove(one.getKey(), one.getValue())) {
        batch.put(one.getKey(), one.getValue());
      }
    }
    if (batch.isEmpty()) {
      return 0;
    }
    return transactions.write(
        0,
        (handle, _) -> {
          try (PreparedBatch update =
              handle.prepareBatch(
                  """
                  update account set last_seen_at = :at
                  where user_id = :id and status <> 2
                    and (last_seen_at is null or last_seen_at < :at)
                  """)) {
            // in the order of ids, so that two nodes cannot wait for each other
            batch.keySet().stream()
                .sorted()
                .forEach(id -> update.bind("id", id).bind("at", batch.get(id)).add());
            update.execute();
          }
          return batch.size();
        });
  }
}
