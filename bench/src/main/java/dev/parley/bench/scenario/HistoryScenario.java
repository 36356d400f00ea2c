package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.BusyReader;
import dev.parley.bench.load.FanOutLoad;
import dev.parley.bench.load.MessagePlan;
import dev.parley.bench.load.MessengerApi;
import dev.parley.bench.load.Samples;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.PostgresProcess;
import dev.parley.bench.rig.RunningServer;
import dev.parley.bench.store.MessageFiller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reading costs somebody with 500 groups, when little is stored and when much is. */
public final class HistoryScenario implements Scenario {
  private static final int GROUPS = 500;
  private static final int FEW_IN_EACH = 18;
  private static final int MANY_IN_EACH = 1_980;
  private static final int SOME_IN_EACH = 180;
  private static final int WARM_UP = 50;

  private static final List<String> COLUMNS =
      List.of("Engine", "What", "Stored messages", "p50 ms", "p99 ms", "max ms", "× when few");

  /** An engine and how a server finds it. */
  private record Place(
      String engine, Map<String, String> server, Path data, MessageFiller filler) {}

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String explanation() {
    return """
    A member of 500 groups reads over HTTP, one answer after the other on one kept-alive connection: fifty messages from anywhere in any
    group's log; 200 of the entries of its sync log; 1,000 missed entries, page by page; the list of all 500 conversations with their
    unread, in three pages; what a new device begins with. First with some 10,000 messages stored, then with a million (the server is stopped and the
    rows are written into its tables). The last column divides the p50 by the one with few messages. "Health" needs no store: what HTTP and the client cost alone.
    The row "fan-out" sends 100 messages to each of 32 groups of 100 members and counts how many entries of sync logs were written a second,
    until the last one was; its p50 is the time by which the last entry came after the last acknowledgement.
    """;
  }

  @Override
  public Table run(Stage stage) {
    return new Table(COLUMNS, stage.ofMessengers(contender -> onBoth(contender, stage)));
  }

  private static List<List<String>> onBoth(Contender contender, Stage stage) {
    var rows = new ArrayList<>(measure(contender, stage, sqlite(stage)));
    try (PostgresProcess postgres = PostgresProcess.start(stage.out())) {
      rows.addAll(measure(contender, stage, postgres(stage, postgres)));
    }
    return rows;
  }

  private static Place sqlite(Stage stage) {
    Path data = stage.out().resolve("history-" + System.nanoTime());
    String url = "jdbc:sqlite:" + data.resolve("parley.db");
    return new Place("SQLite", Map.of(), data, new MessageFiller(url, ""));
  }

  private static Place postgres(Stage stage, PostgresProcess postgres) {
    String url = postgres.createDatabase("history");
    return new Place(
        "PostgreSQL",
        Map.of("PARLEY_STORE_URL", url),
        stage.out().resolve("history-" + System.nanoTime()),
        new MessageFiller("jdbc:" + url.replace("postgres@", ""), "postgres"));
  }

  private static List<List<String>> measure(Contender contender, Stage stage, Place place) {
    var rows = new ArrayList<List<String>>();
    BusyReader reader;
    try (RunningServer server = stage.start(contender, place.server, place.data);
        MessengerApi api = new MessengerApi(server.target())) {
      rows.add(fanOut(server, stage, place));
      reader = new BusyReader(api, GROUPS);
    }
    place.filler.add(FEW_IN_EACH);
    Map<String, Samples> few = read(contender, stage, place, reader, FEW_IN_EACH);
    long fewStored = place.filler.count();
    int more = stage.effort().quick() ? SOME_IN_EACH : MANY_IN_EACH;
    place.filler.add(more);
    Map<String, Samples> many = read(contender, stage, place, reader, FEW_IN_EACH + more);
    long manyStored = place.filler.count();
    few.forEach((what, samples) -> {
      rows.add(row(place, what, fewStored, samples, samples));
      rows.add(row(place, what, manyStored, many.getOrDefault(what, samples), samples));
    });
    rows.forEach(row -> stage.progress().accept("history: " + row));
    return rows;
  }

  private static List<String> fanOut(RunningServer server, Stage stage, Place place) {
    var plan =
        new MessagePlan(
            "fan", 100, 32, 100, 32, 100, stage.effort().warmUp(), stage.effort().measured());
    FanOutLoad.Result result = new FanOutLoad(server.target()).run(plan, 100);
    String what = "fan-out: %s entries/s".formatted(whole(result.entriesPerSecond()));
    return List.of(place.engine, what, "–", decimal(result.behindMillis()), "–", "–", "–");
  }

  private static Map<String, Samples> read(
      Contender contender, Stage stage, Place place, BusyReader reader, int inEach) {
    int times = stage.effort().quick() ? 200 : 1_000;
    var samples = new LinkedHashMap<String, Samples>();
    try (RunningServer server = stage.start(contender, place.server, place.data);
        MessengerApi api = new MessengerApi(server.target())) {
      samples.put("health", measured(api, reader.health(), times));
      samples.put("history page", measured(api, reader.historyPage(inEach), times));
      samples.put("sync page", measured(api, reader.syncPage(), times));
      samples.put("catch-up of 1,000", measured(api, reader.catchUp(), times / 10));
      samples.put("list of 500", measured(api, reader.list(), times / 5));
      samples.put("snapshot", measured(api, reader.snapshot(), times / 10));
    }
    return samples;
  }

  private static Samples measured(MessengerApi api, BusyReader.Ask ask, int times) {
    return BusyReader.measure(api, ask, WARM_UP, times);
  }

  private static List<String> row(
      Place place, String what, long stored, Samples samples, Samples few) {
    return List.of(
        place.engine,
        what,
        whole((double) stored),
        decimal(samples.percentileMillis(0.5)),
        decimal(samples.percentileMillis(0.99)),
        decimal(samples.percentileMillis(1)),
        decimal(samples.percentileMillis(0.5) / few.percentileMillis(0.5)));
  }
}
