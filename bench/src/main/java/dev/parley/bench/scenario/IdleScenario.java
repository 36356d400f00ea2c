package dev.parley.bench.scenario;

import dev.parley.bench.load.Crowd;
import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import java.util.ArrayList;
import java.util.List;

/** What a connection costs that does nothing: memory, and processor time to keep it. */
public final class IdleScenario implements Scenario {
  private static final List<String> COLUMNS = CrowdCost.columns("Connections", "connection");

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

  private static List<List<String>> measure(RunningServer server, Stage stage) {
    List<Integer> steps =
        stage.effort().quick() ? List.of(1_000, 4_000) : List.of(2_000, 10_000, 19_000);
    List<List<String>> rows = new ArrayList<>();
    try (Crowd crowd = new Crowd(server.target(), Layout.idle(steps.getLast()))) {
      CrowdCost.measure(
          crowd,
          server,
          steps,
          stage.effort().measured(),
          cost -> {
            rows.add(cost.cells(server.name()));
            stage.progress().accept("idle: " + rows.getLast());
          });
    } catch (LoadException e) {
      rows.add(CrowdCost.failed(server.name(), e));
    }
    return rows;
  }
}
