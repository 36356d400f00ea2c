package dev.parley.messenger;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * When something happened last, gathered in memory and written now and then: a request must not
 * cost a write. What a crash loses is less than an interval. Thread-safe.
 */
public final class LazyTimes {
  private final Transactions transactions;
  private final InstantSource clock;
  private final Bound most;
  private final String update;
  private final ConcurrentHashMap<Long, Long> waiting = new ConcurrentHashMap<>();

  /**
   * Nothing noted yet.
   *
   * @param most how many may wait to be written
   * @param update sets the time {@code :at} of the row {@code :id}, unless it has a later one
   */
  public LazyTimes(Transactions transactions, InstantSource clock, Bound most, String update) {
    this.transactions = transactions;
    this.clock = clock;
    this.most = most;
    this.update = update;
  }

  /** Notes that it happened now. Does not block; above the bound some are not noted. */
  public void touch(long id) {
    if (waiting.size() < most.value() || waiting.containsKey(id)) {
      waiting.put(id, clock.millis());
    }
  }

  /**
   * Writes what was noted, in one transaction. Blocks.
   *
   * @return rows it was noted of
   */
  public int flush() {
    var batch = new HashMap<Long, Long>();
    for (Map.Entry<Long, Long> one : waiting.entrySet()) {
      if (waiting.remove(one.getKey(), one.getValue())) {
        batch.put(one.getKey(), one.getValue());
      }
    }
    if (batch.isEmpty()) {
      return 0;
    }
    return transactions.write(
        0,
        (handle, _) -> {
          try (PreparedBatch statement = handle.prepareBatch(update)) {
            // in the order of ids, so that two nodes cannot wait for each other
            batch.keySet().stream()
                .sorted()
                .forEach(id -> statement.bind("id", id).bind("at", batch.get(id)).add());
            statement.execute();
          }
          return batch.size();
        });
  }
}
