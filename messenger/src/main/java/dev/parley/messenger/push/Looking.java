package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.session.Caller;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * Who sits in front of a page that shows what is new: nothing is pushed to them meanwhile, on any
 * device. A page says so again and again, so that one that was lost does not count for long.
 * Thread-safe; blocks.
 */
public final class Looking {
  // by the index of users
  static final String UNTIL =
      """
      select coalesce(max(until_at), 0) from push_looking
      where user_id = :user and until_at > :now
      """;

  private final Transactions transactions;
  private final InstantSource clock;

  public Looking(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Somebody looks, from now on for a minute. Costs a write only where pushes go to that person.
   */
  public void begins(Caller caller) {
    boolean pushed =
        !transactions.read(handle -> new SubscriptionTable(handle).of(caller.userId())).isEmpty();
    if (pushed) {
      put(caller, clock.millis() + Bound.PUSH_LOOKING_MILLIS.value());
    }
  }

  /** Nobody looks any more, as far as this session knows. */
  public void ends(Caller caller) {
    boolean looks = transactions.read(handle -> until(handle, caller.userId(), clock.millis())) > 0;
    if (looks) {
      put(caller, 0);
    }
  }

  private void put(Caller caller, long until) {
    transactions.write(
        caller.userId(),
        (handle, _) ->
            handle.execute(
                """
                insert into push_looking (session_id, user_id, until_at) values (?, ?, ?)
                on conflict (session_id) do update set until_at = excluded.until_at
                """,
                caller.sessionId(),
                caller.userId(),
                until));
  }

  /** Until when somebody looks at least; 0 if nobody does. */
  static long until(Handle handle, long userId, long now) {
    return handle.createQuery(UNTIL).bind("user", userId).bind("now", now).mapTo(Long.class).one();
  }
}
