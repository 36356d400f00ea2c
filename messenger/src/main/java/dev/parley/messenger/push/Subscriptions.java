package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.session.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which browsers of whom take pushes. Thread-safe; blocks. */
public final class Subscriptions {
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final Budget tests;

  public Subscriptions(Transactions transactions, Ids ids, InstantSource clock) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.tests = new Budget(Bound.PUSH_TESTS_PER_HOUR.value(), Duration.ofHours(1), clock);
  }

  /** As a browser gives it; see {@link Subscription}. */
  public record Offer(String endpoint, String p256dh, String auth, String locale) {
    /** Without what only the browser and this server may know. */
    @Override
    public String toString() {
      return "Offer[]";
    }
  }

  /**
   * Pushes to a browser from now on, for as long as the session lives. The browser's earlier owner
   * loses it; of a session only the last ones stay.
   *
   * @throws Refusal {@code limit-reached}
   */
  public Subscription add(Caller caller, Offer offer) {
    var fresh =
        new Subscription(
            ids.next(),
            caller.userId(),
            caller.sessionId(),
            offer.endpoint,
            offer.p256dh,
            offer.auth,
            offer.locale,
            clock.millis());
    return transactions.write(
        caller.userId(),
        (handle, _) -> {
          var table = new SubscriptionTable(handle);
          Subscription kept = table.put(fresh);
          List<Subscription> all = table.of(caller.userId());
          List<Subscription> here =
              all.stream()
                  .filter(one -> one.sessionId() == caller.sessionId() && one.id() != kept.id())
                  .toList();
          int most = Bound.PUSH_SUBSCRIPTIONS_PER_SESSION.count() - 1;
          int surplus = Math.max(0, here.size() - most);
          here.subList(0, surplus).forEach(one -> table.delete(one.id()));
          if (all.size() - surplus > Bound.PUSH_SUBSCRIPTIONS.count()) {
            throw Refusal.of(
                RefusalCode.LIMIT_REACHED,
                "expected at most %d browsers that take pushes"
                    .formatted(Bound.PUSH_SUBSCRIPTIONS.count()));
          }
          return kept;
        });
  }

  /** Those of one person, the oldest first. */
  public List<Subscription> list(long userId) {
    return transactions.read(handle -> new SubscriptionTable(handle).of(userId));
  }

  /**
   * Pushes there no more.
   *
   * @throws Refusal {@code not-found} if it is not one of the caller's
   */
  public void remove(long userId, long id) {
    transactions.write(
        userId,
        (handle, _) -> {
          requireOwn(handle, userId, id);
          return new SubscriptionTable(handle).delete(id);
        });
  }

  /**
   * Pushes something there to try it out, soon.
   *
   * @throws Refusal {@code not-found} if it is not one of the caller's, {@code rate-limited}
   */
  public void tryOut(long userId, long id) {
    tests.spend(Long.toString(userId));
    transactions.write(
        userId,
        (handle, _) -> {
          requireOwn(handle, userId, id);
          new NoticeTable(handle).tryOut(userId, id, clock.millis());
          return null;
        });
  }

  private static void requireOwn(Handle handle, long userId, long id) {
    if (new SubscriptionTable(handle).of(userId).stream().noneMatch(one -> one.id() == id)) {
      throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such subscription");
    }
  }

  /** A push service says that there is no such browser any more. */
  public void gone(long id) {
    transactions.write(0, (handle, _) -> new SubscriptionTable(handle).delete(id));
  }
}
