package dev.parley.bench.scenario;

import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadPlan;
import dev.parley.bench.load.Pace;
import dev.parley.bench.scenario.LoadScenario.LoadCase;
import dev.parley.bench.scenario.Stage.Effort;
import java.util.List;

/** All scenarios, in the order in which they run. */
public final class Scenarios {
  /** Data sizes of the mixed load, up to the 10 KB that the protocol allows by default. */
  private static final List<Integer> MIXED_SIZES = List.of(50, 128, 512, 2_048, 10_240);

  private static final int LARGEST_BATCH = 10;

  private Scenarios() {}

  /** Every scenario there is. */
  public static List<Scenario> all() {
    return List.of(
        fanout(),
        channels(),
        sizes(),
        publish(),
        new HandshakeScenario(),
        new IdleScenario(),
        new HeadCountScenario(),
        new StormScenario(),
        new FrozenScenario(),
        new PausesScenario(),
        new MessagesScenario(),
        new HistoryScenario(),
        new MediaScenario(),
        new PushScenario());
  }

  private static Scenario fanout() {
    return new LoadScenario(
        "fanout",
        """
        One public channel, one publisher, 128-byte events. "In flight" is a closed loop: an event is in
        flight until it is acknowledged and every subscriber has it, so one in flight shows the cost of a lone
        event and sixteen what joining is worth. The rows "at … events/s" are an open loop: read their latency.
        """,
        effort ->
            List.of(
                closed("1,000 subscribers, 1 in flight", effort, 1_000, 1),
                closed("1,000 subscribers, 16 in flight", effort, 1_000, 16),
                closed("5,000 subscribers, 1 in flight", effort, 5_000, 1),
                closed("5,000 subscribers, 16 in flight", effort, 5_000, 16),
                open("1,000 subscribers at 100 events/s", effort, 1_000, 100),
                open("10,000 subscribers at 10 events/s", effort, 10_000, 10)));
  }

  private static Scenario channels() {
    return new LoadScenario(
        "channels",
        """
        1,000 channels with 10 subscribers each, published to in turn. Spread over 1,000 connections with 10
        channels each, frames of several channels can leave together; over 10,000 connections they cannot.
        """,
        effort ->
            List.of(
                channels("1,000 connections × 10 channels, 16 in flight", effort, 1_000, 10, 1),
                channels("10,000 connections × 1 channel, 16 in flight", effort, 10_000, 1, 1),
                channels(
                    "1,000 connections × 10 channels, 16 batches of 10",
                    effort,
                    1_000,
                    10,
                    LARGEST_BATCH)));
  }

  private static LoadCase channels(
      String label, Effort effort, int connections, int each, int batch) {
    Layout layout = new Layout(connections, 1_000, each, false);
    return new LoadCase(label, plan(effort, layout, new Pace.InFlight(16)).withBatch(batch));
  }

  private static Scenario sizes() {
    return new LoadScenario(
        "sizes",
        "One channel, 500 subscribers, data of 50, 128, 512, 2,048 and 10,240 bytes in turn.\n",
        effort -> List.of(sized("1 in flight", effort, 1), sized("16 in flight", effort, 16)));
  }

  private static LoadCase sized(String label, Effort effort, int inFlight) {
    Layout layout = Layout.oneChannel(500);
    return new LoadCase(
        label, plan(effort, layout, new Pace.InFlight(inFlight)).withDataBytes(MIXED_SIZES));
  }

  private static Scenario publish() {
    return new LoadScenario(
        "publish",
        """
        Signed publishing to a channel nobody listens to: what accepting an event costs. The floors check
        no signature. Keep-alive connections; pipelined means up to 32 requests under way on one.
        """,
        effort ->
            List.of(
                publishing("single, 32 connections", effort, 32, 1),
                publishing("single, pipelined on 1 connection", effort, 1, 1),
                publishing("batch of 10, 32 connections", effort, 32, LARGEST_BATCH)));
  }

  private static LoadCase publishing(String label, Effort effort, int connections, int batch) {
    return new LoadCase(
        label,
        plan(effort, Layout.idle(0), new Pace.InFlight(32))
            .withPublishers(connections)
            .withBatch(batch));
  }

  private static LoadCase closed(String label, Effort effort, int subscribers, int inFlight) {
    return new LoadCase(
        label, plan(effort, Layout.oneChannel(subscribers), new Pace.InFlight(inFlight)));
  }

  private static LoadCase open(String label, Effort effort, int subscribers, double rate) {
    return new LoadCase(
        label, plan(effort, Layout.oneChannel(subscribers), new Pace.PerSecond(rate)));
  }

  private static LoadPlan plan(Effort effort, Layout layout, Pace pace) {
    return LoadPlan.of(layout, pace, effort.warmUp(), effort.measured());
  }
}
