package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.Freeze;
import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.load.LoadMaker;
import dev.parley.bench.load.LoadPlan;
import dev.parley.bench.load.Pace;
import dev.parley.bench.load.Samples;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A tenth of the subscribers stop reading: whether the others notice. */
public final class FrozenScenario implements Scenario {
  private static final int SUBSCRIBERS = 1_000;
  private static final int EVERY_TENTH = 10;
  private static final double EVENTS_PER_SECOND = 100;

  /** What the kernel keeps for one connection (4.2 MB on loopback) is full of these after 40 s. */
  private static final int DATA_BYTES = 1_024;

  private static final List<String> COLUMNS =
      List.of(
          "Server",
          "Subscribers",
          "p99 ms before",
          "p99 ms meanwhile",
          "p99 ms after",
          "usual p99 ms before",
          "usual p99 ms meanwhile",
          "usual p99 ms after",
          "× before",
          "Frozen",
          "Frozen closed by the server",
          "Missing",
          "Doubled",
          "Out of order",
          "Other trouble");

  @Override
  public String name() {
    return "frozen";
  }

  @Override
  public String explanation() {
    return """
    1,000 subscribers of one channel at 100 events/s of 1 KiB. Then a tenth of them stop reading, without
    hanging up. Latency of the others before that, in the whole minute after it (quick: 50 s), in which the kernel's buffers fill up
    and then the server has to keep or refuse what is not read, and at the end of that minute. The usual p99 is the median of the p99 of each second, and the ratio is
    between those: a hiccup of the machine moves the p99 of a minute and not this. The account is the others'.
    """;
  }

  /** What a server's turns gave, and why some gave nothing. */
  private record Turns(List<Freeze.Result> results, List<String> failures) {
    Turns() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public Table run(Stage stage) {
    Map<RunningServer, Turns> all = new LinkedHashMap<>();
    try (Stage.Running running = stage.startAll()) {
      running
          .servers()
          .forEach(server -> {
            all.put(server, new Turns());
            warmUp(server, stage);
          });
      for (int round = 1; round <= stage.effort().rounds(); round++) {
        all.forEach((server, turns) -> {
          String line = turn(server, turns, stage.effort());
          stage.progress().accept("frozen, " + server.name() + ": " + line);
        });
      }
    }
    List<List<String>> rows = new ArrayList<>();
    all.forEach((server, turns) -> rows.add(row(server, turns)));
    return new Table(COLUMNS, rows);
  }

  private static String turn(RunningServer server, Turns turns, Stage.Effort effort) {
    try {
      Freeze.Result result = measure(server, effort);
      turns.results.add(result);
      return line(result);
    } catch (LoadException e) {
      turns.failures.add(String.valueOf(e.getMessage()));
      return "FAILED: " + e.getMessage();
    }
  }

  private static Freeze.Result measure(RunningServer server, Stage.Effort effort) {
    return new Freeze(server.target(), server.meters())
        .run(
            plan(effort, effort.measured()), EVERY_TENTH, Duration.ofSeconds(effort.crowd(60, 50)));
  }

  private static LoadPlan plan(Stage.Effort effort, Duration measured) {
    return LoadPlan.of(
            Layout.oneChannel(SUBSCRIBERS),
            new Pace.PerSecond(EVENTS_PER_SECOND),
            effort.warmUp(),
            measured)
        .withDataBytes(List.of(DATA_BYTES));
  }

  /**
   * A turn that is not counted: it compiles the code, which would spoil the time before. At this
   * slow rate that takes seconds.
   */
  private static void warmUp(RunningServer server, Stage stage) {
    try {
      new LoadMaker(server.target(), server.meters())
          .run(plan(stage.effort(), Duration.ofSeconds(10)));
    } catch (LoadException e) {
      stage.progress().accept("frozen, " + server.name() + ", first turn: " + e.getMessage());
    }
  }

  private static List<String> row(RunningServer server, Turns turns) {
    Samples before = new Samples();
    Samples meanwhile = new Samples();
    Samples after = new Samples();
    List<String> troubles = new ArrayList<>(turns.failures);
    for (Freeze.Result turn : turns.results) {
      before.addAll(turn.before());
      meanwhile.addAll(turn.meanwhile());
      after.addAll(turn.after());
      LoadRows.trouble(turn.account()).ifPresent(troubles::add);
    }
    return List.of(
        server.name(),
        whole(SUBSCRIBERS),
        decimal(before.percentileMillis(0.99)),
        decimal(meanwhile.percentileMillis(0.99)),
        decimal(after.percentileMillis(0.99)),
        decimal(usual(before)),
        decimal(usual(meanwhile)),
        decimal(usual(after)),
        decimal(usual(after) / usual(before)),
        sum(turns, Freeze.Result::frozen),
        sum(turns, Freeze.Result::closed),
        sum(turns, turn -> turn.account().missing()),
        sum(turns, turn -> turn.account().doubled()),
        sum(turns, turn -> turn.account().disordered()),
        LoadRows.joined(troubles));
  }

  private static double usual(Samples samples) {
    return samples.usualPercentileMillis(0.99);
  }

  private static String sum(Turns turns, ToLongFunction<Freeze.Result> figure) {
    return whole((double) turns.results.stream().mapToLong(figure).sum());
  }

  private static String line(Freeze.Result result) {
    return "usual p99 %s ms before, %s ms meanwhile, %s ms after, %d frozen, %d of them closed%s"
        .formatted(
            decimal(usual(result.before())),
            decimal(usual(result.meanwhile())),
            decimal(usual(result.after())),
            result.frozen(),
            result.closed(),
            result.account().flawless() ? "" : ", FLAWED: " + result.account());
  }
}
