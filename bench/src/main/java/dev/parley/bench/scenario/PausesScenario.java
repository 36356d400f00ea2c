package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.Crowd;
import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.load.LoadMaker;
import dev.parley.bench.load.LoadPlan;
import dev.parley.bench.load.LoadResult;
import dev.parley.bench.load.Pace;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import dev.parley.bench.rig.SafepointLog;
import dev.parley.bench.rig.SafepointLog.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long a Java server stands still at most while clients come and events flow. */
public final class PausesScenario implements Scenario {
  private static final int SUBSCRIBERS = 1_000;
  private static final int IN_FLIGHT = 16;

  private static final List<String> COLUMNS =
      List.of(
          "Server",
          "Load",
          "Collector",
          "Pauses",
          "Longest pause ms",
          "Its cause",
          "All pauses ms",
          "p99 ms",
          "Trouble");

  @Override
  public String name() {
    return "pauses";
  }

  @Override
  public String explanation() {
    return """
    Times in which no thread of the server ran, from its own safepoint log (`-Xlog:safepoint` by JAVA_TOOL_OPTIONS, so
    Java servers only), each on a server just started: 15,000 clients connect and stay, each holding one of 100 private channels; then
    1,000 more subscribe to one channel and sixteen 128-byte events are kept in flight for ten seconds (quick: 4,000 clients, two seconds).
    """;
  }

  @Override
  public Table run(Stage stage) {
    List<List<String>> rows = new ArrayList<>();
    for (Contender contender : stage.contenders()) {
      if (contender.java()) {
        SafepointLog log = new SafepointLog(logFile(contender, stage));
        try (RunningServer server = stage.start(contender, log.environment())) {
          rows.addAll(measure(server, log, stage));
        }
      }
    }
    return new Table(COLUMNS, rows);
  }

  /** Seen from where the server starts, since the option can hold no blank that a path may have. */
  private static Path logFile(Contender contender, Stage stage) {
    String name = "pauses-" + contender.name().replaceAll("\\W+", "-") + ".safepoints.log";
    return stage.home().toAbsolutePath().relativize(stage.out().toAbsolutePath()).resolve(name);
  }

  private static List<List<String>> measure(RunningServer server, SafepointLog log, Stage stage) {
    List<List<String>> rows = new ArrayList<>();
    int clients = stage.effort().crowd(15_000, 4_000);
    String load = whole(clients) + " clients connect";
    int seen = log.pauses().size();
    try (Crowd crowd = new Crowd(server.target(), new Layout(clients, 100, 1, true))) {
      crowd.grow(clients);
      rows.add(row(server, load, log, seen, "–", "none"));
      stage.progress().accept("pauses: " + rows.getLast());
      load = "%s subscribers, %d in flight".formatted(whole(SUBSCRIBERS), IN_FLIGHT);
      seen = log.pauses().size();
      LoadResult result = new LoadMaker(server.target(), server.meters()).run(plan(stage.effort()));
      String trouble = result.account().flawless() ? "none" : result.account().toString();
      rows.add(
          row(server, load, log, seen, decimal(result.latency().percentileMillis(0.99)), trouble));
    } catch (LoadException e) {
      rows.add(row(server, load, log, seen, "–", "failed: " + e.getMessage()));
    }
    stage.progress().accept("pauses: " + rows.getLast());
    return rows;
  }

  private static LoadPlan plan(Stage.Effort effort) {
    return LoadPlan.of(
        Layout.oneChannel(SUBSCRIBERS),
        new Pace.InFlight(IN_FLIGHT),
        effort.warmUp(),
        Duration.ofSeconds(effort.crowd(10, 2)));
  }

  /** What the log gained since it held {@code seen} pauses. */
  private static List<String> row(
      RunningServer server, String load, SafepointLog log, int seen, String p99, String trouble) {
    List<Pause> all = log.pauses();
    List<Pause> pauses = all.subList(seen, all.size());
    Pause longest =
        pauses.stream().max(Comparator.comparingLong(Pause::nanos)).orElse(new Pause("none", 0));
    return List.of(
        server.name(),
        load,
        log.collector().orElse("unknown"),
        whole(pauses.size()),
        decimal(longest.millis()),
        longest.cause(),
        decimal(pauses.stream().mapToDouble(Pause::millis).sum()),
        p99,
        trouble);
  }
}
