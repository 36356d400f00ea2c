package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.mebibytes;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.CpuClock;
import dev.parley.bench.load.Crowd;
import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a connection costs that does nothing: memory, and processor time to keep it. */
public final class IdleScenario implements Scenario {
  private static final List<String> COLUMNS =
      List.of(
          "Server",
          "Connections",
          "Resident MiB",
          "Live heap MiB",
          "Resident bytes per connection",
          "Live heap bytes per connection",
          "Idle µs/s per connection");

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String explanation() {
    return """
    Connections that subscribe to nothing. Resident memory is the process's alone: the kernel's socket
    buffers come on top. The heap is counted after a full collection. Bytes per connection are the
    slope from the smallest crowd to the row's own, so the empty server is not in them. Idle time is what the
    server used while nothing happened.
    """;
  }

  @Override
  public Table run(Stage stage) {
    List<List<String>> rows = new ArrayList<>();
    for (Contender contender : stage.contenders()) {
      try (RunningServer server = stage.start(contender)) {
        rows.addAll(measure(server, stage));
      }
    }
    return new Table(COLUMNS, rows);
  }

  /** Memory with a number of connections. */
  private record Reading(int connections, long resident, long heap) {}

  private static List<List<String>> measure(RunningServer server, Stage stage) {
    List<Integer> steps =
        stage.effort().quick() ? List.of(1_000, 4_000) : List.of(2_000, 10_000, 19_000);
    List<List<String>> rows = new ArrayList<>();
    try (Crowd crowd = new Crowd(server.target(), Layout.idle(steps.getLast()))) {
      Reading first = null;
      for (int connections : steps) {
        crowd.grow(connections);
        double idleMicros = idleMicrosPerSecond(crowd, server, stage.effort().measured());
        long heap = server.liveHeapBytes(); // collects first, so it comes before the resident size
        Reading reading = new Reading(connections, server.residentBytes(), heap);
        first = first == null ? reading : first;
        int more = connections - first.connections;
        rows.add(
            List.of(
                server.name(),
                whole(connections),
                mebibytes(reading.resident),
                heap == 0 ? "–" : mebibytes(heap),
                more == 0 ? "–" : whole((double) (reading.resident - first.resident) / more),
                more == 0 || heap == 0 ? "–" : whole((double) (heap - first.heap) / more),
                decimal(idleMicros / connections)));
        stage.progress().accept("idle: " + rows.getLast());
      }
    } catch (LoadException e) {
      rows.add(List.of(server.name(), "failed: " + e.getMessage(), "–", "–", "–", "–", "–"));
    }
    return rows;
  }

  private static double idleMicrosPerSecond(Crowd crowd, RunningServer server, Duration time) {
    CpuClock cpu = server.meters().server();
    long before = cpu.nanos();
    crowd.hold(time);
    return (cpu.nanos() - before) / 1e3 / (time.toMillis() / 1e3);
  }
}
