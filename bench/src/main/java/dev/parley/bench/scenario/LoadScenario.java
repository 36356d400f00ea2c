package dev.parley.bench.scenario;

import dev.parley.bench.load.LoadException;
import dev.parley.bench.load.LoadMaker;
import dev.parley.bench.load.LoadPlan;
import dev.parley.bench.load.LoadResult;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.RunningServer;
import dev.parley.bench.scenario.Stage.Effort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to an audience and accounts for every delivery.
 *
 * @param name as the command line names it
 * @param explanation what it shows
 * @param cases the loads, given the effort
 */
public record LoadScenario(String name, String explanation, Function<Effort, List<LoadCase>> cases)
    implements Scenario {

  /**
   * One load of a scenario.
   *
   * @param label its name in the table
   * @param plan what it does
   */
  public record LoadCase(String label, LoadPlan plan) {}

  @Override
  public Table run(Stage stage) {
    try (Stage.Running running = stage.startAll()) {
      List<LoadCase> loads = cases.apply(stage.effort());
      // A first turn whose figures are thrown away: it compiles the load maker's and the Java
      // servers' code, so that the order of the contenders does not matter.
      stage.progress().accept(name + ": first turn, not counted");
      running.servers().forEach(server -> tryRun(loads.getFirst(), server, new Outcomes()));
      List<List<String>> rows = new ArrayList<>();
      for (LoadCase load : loads) {
        rows.addAll(rows(load, running.servers(), stage));
      }
      return new Table(LoadRows.COLUMNS, rows);
    }
  }

  private List<List<String>> rows(LoadCase load, List<RunningServer> servers, Stage stage) {
    Map<RunningServer, Outcomes> outcomes = new LinkedHashMap<>();
    servers.forEach(server -> outcomes.put(server, new Outcomes()));
    for (int round = 1; round <= stage.effort().rounds(); round++) {
      for (Map.Entry<RunningServer, Outcomes> entry : outcomes.entrySet()) {
        String run =
            "%s, %s, %s, round %d".formatted(name, load.label, entry.getKey().name(), round);
        LoadResult result = tryRun(load, entry.getKey(), entry.getValue());
        if (result != null) {
          stage.raw().add(run, result);
        }
        stage.progress().accept(run + ": " + LoadRows.line(result, entry.getValue()));
      }
    }
    return LoadRows.of(load, outcomes);
  }

  private static @Nullable LoadResult tryRun(
      LoadCase load, RunningServer server, Outcomes outcomes) {
    try {
      LoadResult result = new LoadMaker(server.target(), server.meters()).run(load.plan);
      outcomes.results().add(result);
      return result;
    } catch (LoadException e) {
      outcomes.failures().add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /**
   * What a server's turns at one load gave.
   *
   * @param results of the turns that ended
   * @param failures reasons of those that did not
   */
  record Outcomes(List<LoadResult> results, List<String> failures) {
    Outcomes() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }
}
