package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.Handshakes;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.RunningServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast clients come: connect, upgrade, subscribe to a private channel, leave. */
public final class HandshakeScenario implements Scenario {
  private static final int UNDER_WAY = 64;

  @Override
  public String name() {
    return "handshakes";
  }

  @Override
  public String explanation() {
    return """
    64 clients connect, upgrade, subscribe to a private channel with a signature and, once that is
    confirmed, hang up and begin again. The floors check no signature.
    """;
  }

  @Override
  public Table run(Stage stage) {
    Map<RunningServer, List<Handshakes.Result>> results = new LinkedHashMap<>();
    try (Stage.Running running = stage.startAll()) {
      running.servers().forEach(server -> results.put(server, new ArrayList<>()));
      running.servers().forEach(server -> run(server, stage)); // not counted: compiles the code
      for (int round = 1; round <= stage.effort().rounds(); round++) {
        results.forEach((server, list) -> {
          list.add(run(server, stage));
          stage.progress().accept("handshakes, " + server.name() + ": " + list.getLast());
        });
      }
    }
    return table(results);
  }

  private static Handshakes.Result run(RunningServer server, Stage stage) {
    return new Handshakes(server.target(), server.meters())
        .run(UNDER_WAY, stage.effort().warmUp(), stage.effort().measured());
  }

  private static Table table(Map<RunningServer, List<Handshakes.Result>> results) {
    List<List<String>> rows = new ArrayList<>();
    double first = Double.NaN;
    for (Map.Entry<RunningServer, List<Handshakes.Result>> entry : results.entrySet()) {
      List<Handshakes.Result> turns = entry.getValue();
      double rate =
          turns.stream().mapToDouble(Handshakes.Result::perSecond).average().orElse(Double.NaN);
      first = rows.isEmpty() ? rate : first;
      Handshakes.Result last = turns.getLast();
      rows.add(
          List.of(
              entry.getKey().name(),
              whole(rate),
              decimal(rate / first),
              decimal(last.serverMicrosEach()),
              decimal(last.cpu().loadCores()),
              decimal(last.cpu().othersCores()),
              whole(turns.stream().mapToInt(Handshakes.Result::lost).sum()),
              last.firstTrouble().isEmpty() ? "none" : last.firstTrouble()));
    }
    return new Table(
        List.of(
            "Server",
            "Handshakes/s",
            "× first row",
            "Server µs each",
            "Load maker cores",
            "Others' cores",
            "Connections lost",
            "Trouble"),
        rows);
  }
}
