package dev.parley.bench.load;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Runs a plan against a server on the calling thread: gathers the audience, warms up, measures,
 * waits for what is still under way, closes the account.
 */
public final class LoadMaker {
  private static final int SAMPLERS = 50;
  private static final int CONNECT_WINDOW = 512;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  /** So long without a delivery after the last publish, and the rest is taken for lost. */
  private static final Duration DRAIN_STALL = Duration.ofSeconds(3);

  /** Time after the last expected delivery in which a repetition would still be seen. */
  private static final Duration AFTERMATH = Duration.ofMillis(200);

  private final Target target;
  private final Meters meters;

  /** Makes load for one server. */
  public LoadMaker(Target target, Meters meters) {
    this.target = target;
    this.meters = meters;
  }

  /**
   * Runs a plan.
   *
   * @throws LoadException if connections are refused or publishing breaks off
   */
  public LoadResult run(LoadPlan plan) {
    try (Loop loop = new Loop()) {
      Audience audience = new Audience(loop, target, plan.layout(), SAMPLERS);
      audience.gather(plan.layout().connections(), CONNECT_WINDOW, CONNECT_LIMIT);
      Traffic traffic = new Traffic(loop, target, plan, audience.ledger(), InstantSource.system());

      publishFor(plan.warmUp(), loop, traffic);
      audience.samples().clear();
      Reading before = read(loop, traffic, audience);
      publishFor(plan.measured(), loop, traffic);
      Reading after = read(loop, traffic, audience);
      Samples latency = new Samples();
      latency.addAll(audience.samples());

      drain(loop, traffic, audience.ledger());
      return result(before, after, account(traffic, audience), latency);
    }
  }

  private static void publishFor(Duration time, Loop loop, Traffic traffic) {
    long end = loop.micros() + time.toNanos() / 1_000;
    while (loop.micros() < end) {
      traffic.advance();
      loop.turn(1);
    }
  }

  private static void drain(Loop loop, Traffic traffic, Ledger ledger) {
    long delivered = -1;
    long deadline = 0;
    while (!traffic.settled()) {
      if (ledger.delivered() != delivered) {
        delivered = ledger.delivered();
        deadline = loop.micros() + DRAIN_STALL.toNanos() / 1_000;
      } else if (loop.micros() > deadline) {
        break;
      }
      traffic.flush();
      loop.turn(10);
    }
    long aftermath = loop.micros() + AFTERMATH.toNanos() / 1_000;
    while (loop.micros() < aftermath) {
      loop.turn(10);
    }
  }

  private static LoadResult.Account account(Traffic traffic, Audience audience) {
    Ledger ledger = audience.ledger();
    String refusal = traffic.firstRefusal();
    return new LoadResult.Account(
        ledger.delivered(),
        audience.missing(traffic.publishedPerChannel()),
        ledger.doubled(),
        ledger.disordered(),
        audience.strays(),
        traffic.refused(),
        audience.lost(),
        refusal.isEmpty() ? audience.lossReason() : refusal);
  }

  /** Where all counters stood at one moment. */
  private record Reading(long events, long deliveries, Meters.Reading clocks) {}

  private Reading read(Loop loop, Traffic traffic, Audience audience) {
    return new Reading(
        traffic.acknowledgedEvents(), audience.ledger().delivered(), meters.read(loop.micros()));
  }

  private static LoadResult result(
      Reading before, Reading after, LoadResult.Account account, Samples latency) {
    Meters.Cpu cpu = after.clocks.since(before.clocks);
    return new LoadResult(
        (after.events - before.events) / cpu.seconds(),
        (after.deliveries - before.deliveries) / cpu.seconds(),
        account,
        latency,
        cpu);
  }
}
