package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.Crowd;
import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everybody drops and comes back at once. */
public final class StormScenario implements Scenario {
  private static final int CHANNELS = 100;

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String explanation() {
    return """
    Each client holds one of 100 private channels. All connections drop in the same moment and come back as
    fast as the server takes them, up to 1,024 under way at a time; the time ends when the last one is subscribed again. One time per turn, in seconds.
    """;
  }

  @Override
  public Table run(Stage stage) {
    int connections = stage.effort().crowd(18_000, 4_000);
    List<List<String>> rows = new ArrayList<>();
    for (Contender contender : stage.contenders()) {
      try (RunningServer server = stage.start(contender)) {
        rows.add(measure(server, connections, stage));
      }
    }
    return new Table(
        List.of("Server", "Connections", "Seconds until all are back", "Best", "Lost"), rows);
  }

  private static List<String> measure(RunningServer server, int connections, Stage stage) {
    Layout layout = new Layout(connections, CHANNELS, 1, true);
    List<Double> seconds = new ArrayList<>();
    String lost;
    try (Crowd crowd = new Crowd(server.target(), layout)) {
      crowd.grow(connections);
      for (int round = 0; round <= stage.effort().rounds(); round++) {
        seconds.add(crowd.storm().toMillis() / 1e3);
        stage.progress().accept("storm, " + server.name() + ": " + seconds.getLast() + " s");
      }
      lost = whole(crowd.lost());
    } catch (LoadException e) {
      lost = "failed: " + e.getMessage();
    }
    return List.of(
        server.name(),
        whole(connections),
        seconds.stream().map(s -> decimal(s)).collect(Collectors.joining(", ")),
        decimal(seconds.stream().mapToDouble(s -> s).min().orElse(Double.NaN)),
        lost);
  }
}
