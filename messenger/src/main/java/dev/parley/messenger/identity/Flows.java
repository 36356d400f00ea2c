package dev.parley.messenger.identity;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.OneTime;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Remembers sign-ins that go on elsewhere, each for a few minutes and for one use. It is found by
 * its secret, which travels in the open, together with one that only the browser holds in which it
 * was begun: so nobody can finish in another browser what they began in theirs. Thread-safe;
 * blocks.
 */
public final class Flows {
  private final Transactions transactions;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Budget begun;

  /**
   * Flows.
   *
   * @param random must not be guessable
   */
  public Flows(Transactions transactions, InstantSource clock, RandomGenerator random) {
    this.transactions = transactions;
    this.clock = clock;
    this.random = random;
    this.begun = new Budget(Bound.FLOWS_PER_HOUR.value(), Duration.ofHours(1), clock);
  }

  /**
   * Begins one.
   *
   * @param browser the browser's own secret; empty if the flow is bound to none
   * @param network see {@link dev.parley.messenger.session.Network}
   * @return its secret
   * @throws Refusal {@code rate-limited} if too many were begun from one network
   */
  public String begin(Flow flow, String browser, String network) {
    begun.spend(network);
    String secret = OneTime.make(random);
    long expiresAt = clock.millis() + Bound.FLOW_MILLIS.value();
    return transactions.write(
        0,
        (handle, _) -> {
          new FlowTable(handle).insert(key(secret, browser), flow, expiresAt);
          return secret;
        });
  }

  /** Ends one and gives its content, to one caller only; empty if it is unknown or too old. */
  public Optional<Flow> take(String secret, String browser) {
    long now = clock.millis();
    return transactions.write(
        0, (handle, _) -> new FlowTable(handle).take(key(secret, browser), now));
  }

  /** The content of one that may be tried again, for instance after a mistyped code. */
  public Optional<Flow> look(String secret, String browser) {
    long now = clock.millis();
    return transactions.read(handle -> new FlowTable(handle).find(key(secret, browser), now));
  }

  /** Takes away those that are too old. Blocks. */
  public Progress sweep() {
    long now = clock.millis();
    int gone = transactions.write(0, (handle, _) -> new FlowTable(handle).forgetExpired(now));
    return new Progress(gone, false);
  }

  private static String key(String secret, String browser) {
    return OneTime.hash(OneTime.derived("flow", secret, browser));
  }
}
