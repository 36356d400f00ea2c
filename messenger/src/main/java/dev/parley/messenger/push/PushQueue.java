package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  /** A push that is ready to go. */
  public record Ready(Notice notice, Subscription to, PushText text) {}

  /** What became of a push. */
  public sealed interface Outcome {
    Notice notice();
  }

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

  /** It was not its turn. */
  public record PutBack(Notice notice) implements Outcome {}

  /** It will never work, and nothing is told. */
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

  /** What is to be sent of a notice; if nothing is, or not yet, that is settled. */
  public Optional<Ready> ready(Notice notice) {
    long now = clock.millis();
    PushComposer.Decision decision =
        transactions.read(handle -> PushComposer.decide(handle, notice, now));
    return switch (decision) {
      case PushComposer.Send(Subscription to, PushText text) ->
          Optional.of(new Ready(notice, to, text));
      case PushComposer.Later(long at) -> {
        settle(handle -> new NoticeTable(handle).postpone(notice, at, 0));
        yield Optional.empty();
      }
      case PushComposer.Nothing() -> {
        settle(handle -> new NoticeTable(handle).rest(notice, now));
        yield Optional.empty();
      }
    };
  }

  private void settle(Consumer<Handle> work) {
    transactions.write(
        PushPlan.LANE,
        (handle, _) -> {
          work.accept(handle);
          return null;
        });
  }

  /** Notes what became of pushes, all in one transaction. */
  public void settle(List<Outcome> outcomes) {
    if (!outcomes.isEmpty()) {
      long now = clock.millis();
      settle(handle -> outcomes.forEach(outcome -> settle(handle, outcome, now)));
    }
  }

  private static void settle(Handle handle, Outcome outcome, long now) {
    var table = new NoticeTable(handle);
    switch (outcome) {
      case Told(Notice notice, long told) -> table.told(notice, told, now);
      case PutBack(Notice notice) ->
          table.postpone(notice, now + Bound.PUSH_LOOK_AGAIN_MILLIS.value(), notice.attempts() - 1);
      case Failed(Notice notice, Duration asked) -> {
        if (notice.attempts() >= Bound.PUSH_ATTEMPTS.value()
            || now - notice.since() > Bound.PUSH_TTL_MILLIS.value()) {
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
