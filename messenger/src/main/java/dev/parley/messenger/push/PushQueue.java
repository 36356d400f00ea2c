package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What waits to be pushed, for whoever sends. Thread-safe; blocks. */
public final class PushQueue {
  private final Transactions transactions;
  private final InstantSource clock;

  public PushQueue(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a notice comes to when it is its turn. */
  public sealed interface Step {
    Notice notice();
  }

  /** A push that is ready to go. */
  public record Ready(Notice notice, Subscription to, PushText text) implements Step {}

  /** What became of a push, to be noted by {@link #settle}. */
  public sealed interface Outcome extends Step {}

  /**
   * The push service has it.
   *
   * @param told seq of its message; 0 if it took one back
   */
  public record Told(Notice notice, long told) implements Outcome {}

  /**
   * It did not work this time.
   *
   * @param asked that the push service asked for; {@code null} if it did not
   */
  public record Failed(Notice notice, @Nullable Duration asked) implements Outcome {}

  /**
   * It was not its turn: this attempt does not count.
   *
   * @param pause until it is due again
   */
  public record PutBack(Notice notice, Duration pause) implements Outcome {}

  /**
   * Not now, since somebody looks.
   *
   * @param at when it is due again, epoch milliseconds
   */
  public record Later(Notice notice, long at) implements Outcome {}

  /** There is nothing to tell, or it will never work. */
  public record GivenUp(Notice notice) implements Outcome {}

  /** There is no such browser any more. */
  public record Gone(Notice notice) implements Outcome {}

  /**
   * Takes notices that are due; each comes back after a while unless it is settled.
   *
   * @param most at least 1
   */
  public List<Notice> take(int most) {
    long now = clock.millis();
    if (transactions.read(handle -> new NoticeTable(handle).nextDue()) > now) {
      return List.of();
    }
    long until = now + Bound.PUSH_LEASE_MILLIS.value();
    return transactions.write(
        PushPlan.LANE, (handle, _) -> new NoticeTable(handle).take(most, now, until));
  }

  /**
   * Where the browsers of notices take pushes: endpoints by the ids of subscriptions, without those
   * that have gone meanwhile.
   */
  public Map<Long, String> endpoints(List<Notice> notices) {
    Set<Long> ids = notices.stream().map(Notice::subscriptionId).collect(Collectors.toSet());
    return ids.isEmpty()
        ? Map.of()
        : transactions.read(handle -> new SubscriptionTable(handle).endpoints(ids));
  }

  /** What is to be sent of a notice; an outcome to settle if nothing is, or not yet. */
  public Step step(Notice notice) {
    long now = clock.millis();
    return switch (transactions.read(handle -> PushComposer.decide(handle, notice, now))) {
      case PushComposer.Send(Subscription to, PushText text) -> new Ready(notice, to, text);
      case PushComposer.Later(long at) -> new Later(notice, at);
      case PushComposer.Nothing() -> new GivenUp(notice);
    };
  }

  /** Notes what became of pushes, all in one transaction. */
  public void settle(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    long now = clock.millis();
    transactions.write(
        PushPlan.LANE,
        (handle, _) -> {
          outcomes.forEach(outcome -> settle(handle, outcome, now));
          return null;
        });
  }

  private static void settle(Handle handle, Outcome outcome, long now) {
    var table = new NoticeTable(handle);
    switch (outcome) {
      case Told(Notice notice, long told) -> table.told(notice, told, now);
      case PutBack(Notice notice, Duration pause) ->
          table.postpone(notice, now + pause.toMillis(), notice.attempts() - 1);
      case Later(Notice notice, long at) -> table.postpone(notice, at, 0);
      case Failed(Notice notice, Duration asked) -> {
        if (now - notice.since() > Bound.PUSH_TTL_MILLIS.value()) {
          table.rest(notice, now);
        } else {
          table.postpone(notice, now + pause(notice, asked), notice.attempts());
        }
      }
      case GivenUp(Notice notice) -> table.rest(notice, now);
      case Gone(Notice notice) -> new SubscriptionTable(handle).delete(notice.subscriptionId());
    }
  }

  private static long pause(Notice notice, @Nullable Duration wanted) {
    long own = Bound.PUSH_FIRST_PAUSE_MILLIS.value() << Math.min(20, notice.attempts() - 1);
    long asked = wanted == null ? 0 : wanted.toMillis();
    return Math.min(Bound.PUSH_LONGEST_PAUSE_MILLIS.value(), Math.max(own, asked));
  }
}
