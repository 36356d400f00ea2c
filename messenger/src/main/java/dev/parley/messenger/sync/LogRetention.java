package dev.parley.messenger.sync;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Takes old entries out of the logs: first the floor is raised, then what is below it goes, in one
 * transaction. So whoever reads sees all of it, or a reset, and never a hole. How far devices have
 * come does not matter. The job behind it runs on one server of all.
 */
public final class LogRetention {
  /** Entries of one transaction, about. */
  private static final int ENTRIES = 1_000;

  /** Users of one transaction whose logs are too long. */
  private static final int USERS = 5;

  // by the index of the entries' age
  static final String OLD =
      """
      select user_id, max(sync_seq) as up_to, count(*) as entries from (
        select user_id, sync_seq from inbox
        where created_at < :before order by created_at limit :limit) old
      group by user_id order by user_id
      """;

  private static final String LONG =
      """
      select user_id,
        case when last_seq - :keep < floor_seq + :limit then last_seq - :keep
          else floor_seq + :limit end as up_to,
        1 as entries
      from user_sync where last_seq - floor_seq > :keep
      order by user_id limit :users
      """;

  private static final String RAISE =
      "update user_sync set floor_seq = :upTo where user_id = :user and floor_seq < :upTo";

  private static final String DELETE =
      "delete from inbox where user_id = :user and sync_seq <= :upTo";

  private static final String FORGET =
      "delete from sync_mark where user_id = :user and acked_seq <= :upTo";

  private final Transactions transactions;
  private final InstantSource clock;
  private final int keep;

  public LogRetention(Transactions transactions, InstantSource clock) {
    this(transactions, clock, Bound.LOG_ENTRIES.count());
  }

  LogRetention(Transactions transactions, InstantSource clock, int keep) {
    this.transactions = transactions;
    this.clock = clock;
    this.keep = keep;
  }

  /** What is to be taken out of one log. */
  private record Cut(long user, long upTo, int entries) {}

  /** Takes out some entries. Blocks. */
  public Progress runBatch() {
    long before = clock.millis() - Bound.LOG_MILLIS.value();
    Progress byAge =
        transactions.write(
            FanOut.LANE,
            (handle, _) -> {
              List<Cut> cuts = old(handle, before);
              int found = cuts.stream().mapToInt(Cut::entries).sum();
              return new Progress(cut(handle, cuts), found == ENTRIES);
            });
    Progress byLength =
        transactions.write(
            FanOut.LANE,
            (handle, _) -> {
              List<Cut> cuts = tooLong(handle);
              return new Progress(cut(handle, cuts), !cuts.isEmpty());
            });
    return new Progress(byAge.rows() + byLength.rows(), byAge.more() || byLength.more());
  }

  private static List<Cut> old(Handle handle, long before) {
    return handle
        .createQuery(OLD)
        .bind("before", before)
        .bind("limit", ENTRIES)
        .map((row, _) ->
            new Cut(row.getLong("user_id"), row.getLong("up_to"), row.getInt("entries")))
        .list();
  }

  private List<Cut> tooLong(Handle handle) {
    return handle
        .createQuery(LONG)
        .bind("keep", keep)
        .bind("limit", ENTRIES)
        .bind("users", USERS)
        .map((row, _) ->
            new Cut(row.getLong("user_id"), row.getLong("up_to"), row.getInt("entries")))
        .list();
  }

  private static int cut(Handle handle, List<Cut> cuts) {
    int rows = 0;
    for (Cut cut : cuts) {
      execute(handle, RAISE, cut);
      rows += execute(handle, DELETE, cut);
      execute(handle, FORGET, cut);
    }
    return rows;
  }

  private static int execute(Handle handle, String sql, Cut cut) {
    return handle.createUpdate(sql).bind("user", cut.user()).bind("upTo", cut.upTo()).execute();
  }
}
