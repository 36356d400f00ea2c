package dev.parley.messenger.retention;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Retention;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The server's own rule, for conversations that have none: what an operator said at run time, else
 * what the settings say. Thread-safe; blocks.
 */
public final class ServerRule {
  private static final String SET =
      """
      insert into retention_default (one, seconds, set_at) values (1, :seconds, :now)
      on conflict (one) do update set seconds = excluded.seconds, set_at = excluded.set_at
      """;

  private final Transactions transactions;
  private final InstantSource clock;
  private final Retention configured;

  /**
   * Puts it together.
   *
   * @param configured by the settings; must not be {@link Retention#SERVERS}
   */
  public ServerRule(Transactions transactions, InstantSource clock, Retention configured) {
    if (configured.seconds() == null) {
      throw new IllegalArgumentException("the server's rule cannot be left to the server");
    }
    this.transactions = transactions;
    this.clock = clock;
    this.configured = configured;
  }

  /**
   * The rule, and who made it.
   *
   * @param setAtRunTime false if the settings say so
   */
  public record State(Retention rule, boolean setAtRunTime) {}

  public State state() {
    return transactions.read(this::state);
  }

  /** Sets the rule for all servers of this database, until it is set anew or reset. */
  public State set(Retention rule) {
    Long seconds = rule.seconds();
    if (seconds == null) {
      throw new IllegalArgumentException("the server's rule cannot be left to the server");
    }
    return transactions.write(
        0,
        (handle, _) -> {
          handle.createUpdate(SET).bind("seconds", seconds).bind("now", clock.millis()).execute();
          return state(handle);
        });
  }

  /** Goes back to what the settings say. */
  public State reset() {
    return transactions.write(
        0,
        (handle, _) -> {
          handle.execute("delete from retention_default");
          return state(handle);
        });
  }

  State state(Handle handle) {
    Optional<Long> set =
        handle
            .createQuery("select seconds from retention_default where one = 1")
            .mapTo(Long.class)
            .findOne();
    return set.map(seconds -> new State(new Retention(seconds), true))
        .orElse(new State(configured, false));
  }
}
