package dev.parley.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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
  private final CpuClock serverCpu;

  /**
   * @param serverCpu processor time of the server's process
   */
  public LoadMaker(Target target, CpuClock serverCpu) {
    this.target = target;
    this.serverCpu = serverCpu;
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
  private record Reading(
      long micros, long events, long deliveries, long loadCpuNanos, long serverCpuNanos) {}

  private Reading read(Loop loop, Traffic traffic, Audience audience) {
    return new Reading(
        loop.micros(),
        traffic.acknowledgedEvents(),
        audience.ledger().delivered(),
        loadCpuNanos(),
        serverCpu.nanos());
  }

  static long loadCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static LoadResult result(
      Reading before, Reading after, LoadResult.Account account, Samples latency) {
    double seconds = (after.micros - before.micros) / 1e6;
    long events = after.events - before.events;
    long deliveries = after.deliveries - before.deliveries;
    double serverMicros = (after.serverCpuNanos - before.serverCpuNanos) / 1e3;
    return new LoadResult(
        events / seconds,
        deliveries / seconds,
        account,
        latency,
        (after.loadCpuNanos - before.loadCpuNanos) / 1e9 / seconds,
        deliveries == 0 ? Double.NaN : serverMicros / deliveries,
        events == 0 ? Double.NaN : serverMicros / events);
  }
}
