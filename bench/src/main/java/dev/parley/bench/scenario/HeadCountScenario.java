package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.whole;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.parley.bench.load.Crowd;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a visitor costs who is counted: memory, and processor time to keep the count. */
public final class HeadCountScenario implements Scenario {
  private static final int MOST = 20_000;

  /** Files and sockets that a server and a load maker have beside those of the crowd. */
  private static final int OTHER_DESCRIPTORS = 500;

  private static final String SETTINGS =
      """
      parley:
        default-app:
          options:
            head-count: true
        limits:
          headcount-sessions-per-address: 100000
      """;

  @Override
  public String name() {
    return "headcount";
  }

  @Override
  public String explanation() {
    return """
    Visitors of a counted site, a session and a connection each, a hundred on a page: 20,000, or as many as this machine
    lets a process have sockets. Read as `idle`; beside a connection that does nothing there, each
    has two subscriptions and a place in the count. "Told" is the last count of the site that a visitor heard: it comes at most
    once a second and, above a thousand, in steps of 1 %.
    """;
  }

  @Override
  public Table run(Stage stage) {
    List<String> columns = CrowdCost.columns("Sessions", "session");
    // the floors do not count
    return new Table(
        with(columns, "Told"), stage.ofMessengers(contender -> measure(contender, stage)));
  }

  private static List<List<String>> measure(Contender contender, Stage stage) {
    try (RunningServer server =
        stage.start(contender, Map.of("PARLEY_CONFIG", settings(stage).toString()))) {
      return measure(server, stage);
    }
  }

  private static Path settings(Stage stage) {
    try {
      return Files.writeString(stage.out().resolve("headcount.yml"), SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> measure(RunningServer server, Stage stage) {
    int most = Math.min(MOST, descriptors() - OTHER_DESCRIPTORS);
    List<Integer> steps =
        stage.effort().quick() ? List.of(1_000, 4_000) : List.of(2_000, 10_000, most);
    List<List<String>> rows = new ArrayList<>();
    var told = new AtomicInteger();
    try (Crowd crowd = Crowd.visitors(server.target(), steps.getLast(), told::set)) {
      CrowdCost.measure(
          crowd,
          server,
          steps,
          stage.effort().measured(),
          cost -> {
            rows.add(with(cost.cells(server.name()), whole(told.get())));
            stage.progress().accept("headcount: " + rows.getLast());
          });
    } catch (LoadException e) {
      rows.add(with(CrowdCost.failed(server.name(), e), whole(told.get())));
    }
    return rows;
  }

  private static int descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : Integer.MAX_VALUE;
  }

  private static List<String> with(List<String> cells, String last) {
    return Stream.concat(cells.stream(), Stream.of(last)).toList();
  }
}
