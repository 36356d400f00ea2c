package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.LoadException;
import dev.parley.bench.load.LoadResult;
import dev.parley.bench.load.MessageLoad;
import dev.parley.bench.load.MessagePlan;
import dev.parley.bench.load.MessageResult;
import dev.parley.bench.load.Samples;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.PostgresProcess;
import dev.parley.bench.rig.RunningServer;
import dev.parley.bench.store.InsertFloor;
import dev.parley.store.StoreSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** People write to each other: how many messages are acknowledged, and how soon they arrive. */
public final class MessagesScenario implements Scenario {
  private static final int SENDERS = 64;
  private static final int TEXT_BYTES = 100;

  private static final List<String> COLUMNS =
      List.of(
          "Engine",
          "Load",
          "Acked/s",
          "× floor",
          "Ack p50 ms",
          "Ack p99 ms",
          "Delivery p50 ms",
          "Delivery p99 ms",
          "Deliveries/s",
          "Server cores",
          "Load maker cores",
          "Others' cores",
          "Missing",
          "Doubled",
          "Out of order",
          "Other trouble");

  /** Who writes to whom. */
  private record Case(String label, int users, int conversations, int members) {}

  private static final List<Case> CASES =
      List.of(
          new Case("64 pairs", 64, 64, 2),
          new Case("64 groups of 10", 64, 64, 10),
          new Case("16 groups of 100", 100, 16, 100));

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public String explanation() {
    return """
    64 people write 100-byte messages over HTTP, each on a connection of their own, one at a time, the next as soon as the one before
    is acknowledged; all members hold the channel of their conversations over WebSocket. An ack is counted once the 201 is read, a
    delivery when another member's socket has read the message. SQLite with `synchronous=FULL`; PostgreSQL on the same machine and cores with `fsync` and
    `synchronous_commit` on (its cores are among "others"). The floor is the engine alone: 64 writers, one row of the same shape at a time, group commit, no server.
    """;
  }

  @Override
  public Table run(Stage stage) {
    return new Table(COLUMNS, stage.ofMessengers(contender -> onBoth(contender, stage)));
  }

  private static List<List<String>> onBoth(Contender contender, Stage stage) {
    var rows = new ArrayList<>(onSqlite(contender, stage));
    rows.addAll(onPostgres(contender, stage));
    return rows;
  }

  private static List<List<String>> onSqlite(Contender contender, Stage stage) {
    StoreSettings place = StoreSettings.in(stage.out().resolve("floor-" + System.nanoTime()));
    return measure("SQLite", place, contender, Map.of(), stage);
  }

  private static List<List<String>> onPostgres(Contender contender, Stage stage) {
    try (PostgresProcess postgres = PostgresProcess.start(stage.out())) {
      StoreSettings place =
          StoreSettings.on(
              "jdbc:" + postgres.createDatabase("floor").replace("postgres@", ""),
              "postgres",
              null);
      Map<String, String> server = Map.of("PARLEY_STORE_URL", postgres.createDatabase("parley"));
      return measure("PostgreSQL", place, contender, server, stage);
    }
  }

  private static List<List<String>> measure(
      String engine,
      StoreSettings place,
      Contender contender,
      Map<String, String> environment,
      Stage stage) {
    List<List<String>> rows = new ArrayList<>();
    InsertFloor.Result floor =
        new InsertFloor(place)
            .run(SENDERS, TEXT_BYTES, stage.effort().warmUp(), stage.effort().measured());
    rows.add(floorRow(engine, floor));
    stage.progress().accept("messages: " + rows.getLast());
    try (RunningServer server = stage.start(contender, environment)) {
      run(server, new Case("first", 64, 64, 2), "first", stage, new Turns()); // compiles the code
      for (Case load : CASES) {
        Turns turns = new Turns();
        for (int round = 1; round <= stage.effort().rounds(); round++) {
          run(server, load, "u" + load.members + "r" + round, stage, turns);
        }
        rows.add(row(engine, load, turns, floor));
        stage.progress().accept("messages: " + rows.getLast());
      }
    }
    return rows;
  }

  /** What the turns of a case gave, and why some gave nothing. */
  private record Turns(List<MessageResult> results, List<String> failures) {
    Turns() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    double mean(ToDoubleFunction<MessageResult> figure) {
      return results.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    String sum(ToLongFunction<LoadResult.Account> figure) {
      return whole((double) results.stream().map(MessageResult::account).mapToLong(figure).sum());
    }
  }

  private static void run(
      RunningServer server, Case load, String people, Stage stage, Turns turns) {
    MessagePlan plan =
        new MessagePlan(
            people,
            load.users,
            load.conversations,
            load.members,
            SENDERS,
            TEXT_BYTES,
            stage.effort().warmUp(),
            stage.effort().measured());
    try {
      turns.results.add(new MessageLoad(server.target(), server.meters()).run(plan));
    } catch (LoadException e) {
      turns.failures.add(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> floorRow(String engine, InsertFloor.Result floor) {
    List<String> row =
        new ArrayList<>(
            List.of(
                engine,
                "floor: rows only",
                whole(floor.perSecond()),
                decimal(1),
                decimal(floor.latency().percentileMillis(0.5)),
                decimal(floor.latency().percentileMillis(0.99))));
    while (row.size() < COLUMNS.size()) {
      row.add("–");
    }
    return row;
  }

  private static List<String> row(String engine, Case load, Turns turns, InsertFloor.Result floor) {
    Samples acks = new Samples();
    Samples deliveries = new Samples();
    List<String> troubles = new ArrayList<>(turns.failures);
    for (MessageResult turn : turns.results) {
      acks.addAll(turn.acknowledgement());
      deliveries.addAll(turn.delivery());
      LoadRows.trouble(turn.account()).ifPresent(troubles::add);
    }
    double rate = turns.mean(MessageResult::acknowledgedPerSecond);
    return List.of(
        engine,
        load.label,
        whole(rate),
        decimal(rate / floor.perSecond()),
        decimal(acks.percentileMillis(0.5)),
        decimal(acks.percentileMillis(0.99)),
        decimal(deliveries.percentileMillis(0.5)),
        decimal(deliveries.percentileMillis(0.99)),
        whole(turns.mean(MessageResult::deliveredPerSecond)),
        decimal(turns.mean(MessageResult::serverCores)),
        decimal(turns.mean(turn -> turn.cpu().loadCores())),
        decimal(turns.mean(turn -> turn.cpu().othersCores())),
        turns.sum(LoadResult.Account::missing),
        turns.sum(LoadResult.Account::doubled),
        turns.sum(LoadResult.Account::disordered),
        LoadRows.joined(troubles));
  }
}
