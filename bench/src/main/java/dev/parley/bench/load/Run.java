package dev.parley.bench.load;

import java.time.Duration;
import java.time.InstantSource;

/** A plan while it runs: everybody is there, events are published, the account is kept. */
final class Run implements AutoCloseable {
  private static final int SAMPLERS = 50;
  private static final int CONNECT_WINDOW = 512;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  /** So long without a delivery after the last publish, and the rest is taken for lost. */
  private static final Duration DRAIN_STALL = Duration.ofSeconds(3);

  /** Time after the last expected delivery in which a repetition would still be seen. */
  private static final Duration AFTERMATH = Duration.ofMillis(200);

  private final Loop loop = new Loop();
  private final Meters meters;
  private final Audience audience;
  private final Traffic traffic;

  private Run(Target target, Meters meters, LoadPlan plan) {
    this.meters = meters;
    audience = new Audience(loop, target, plan.layout(), SAMPLERS);
    audience.gather(plan.layout().connections(), CONNECT_WINDOW, CONNECT_LIMIT);
    traffic = new Traffic(loop, target, plan, audience.ledger(), InstantSource.system());
  }

  /**
   * Gathers the audience.
   *
   * @throws LoadException if connections are refused
   */
  static Run start(Target target, Meters meters, LoadPlan plan) {
    return new Run(target, meters, plan);
  }

  Audience audience() {
    return audience;
  }

  void publishFor(Duration time) {
    long end = loop.micros() + time.toNanos() / 1_000;
    while (loop.micros() < end) {
      traffic.advance();
      loop.turn(1);
    }
  }

  /**
   * What happened in a stretch of time.
   *
   * @param eventsPerSecond acknowledged
   */
  record Stretch(
      double eventsPerSecond, double deliveriesPerSecond, Samples latency, Meters.Cpu cpu) {}

  /** Publishes for a while and measures. */
  Stretch measure(Duration time) {
    audience.samples().clear();
    Reading before = read();
    publishFor(time);
    Reading after = read();
    Samples latency = new Samples();
    latency.addAll(audience.samples());
    Meters.Cpu cpu = after.clocks.since(before.clocks);
    latency.lasted(cpu.seconds());
    return new Stretch(
        (after.events - before.events) / cpu.seconds(),
        (after.deliveries - before.deliveries) / cpu.seconds(),
        latency,
        cpu);
  }

  /** Where all counters stood at one moment. */
  private record Reading(long events, long deliveries, Meters.Reading clocks) {}

  private Reading read() {
    return new Reading(
        traffic.acknowledgedEvents(), audience.ledger().delivered(), meters.read(loop.micros()));
  }

  /** Waits for what is still under way. */
  void drain() {
    Ledger ledger = audience.ledger();
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

  LoadResult.Account account() {
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

  @Override
  public void close() {
    loop.close();
  }
}
