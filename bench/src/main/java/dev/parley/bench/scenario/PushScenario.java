package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.LoadException;
import dev.parley.bench.load.MessageLoad;
import dev.parley.bench.load.MessagePlan;
import dev.parley.bench.load.MessageResult;
import dev.parley.bench.load.MessengerApi;
import dev.parley.bench.load.PushFloor;
import dev.parley.bench.load.PushKeys;
import dev.parley.bench.load.PushLoad;
import dev.parley.bench.load.PushReceipts;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import dev.parley.bench.store.PushCrowd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** A thousand browsers are told of each message, and others talk meanwhile. */
public final class PushScenario implements Scenario {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
  private static final Duration APART = Duration.ofSeconds(13);
  private static final Map<String, String> SETTINGS = Map.of("PARLEY_PUSH_ALLOW_PRIVATE", "true");

  private static final List<String> COLUMNS =
      List.of(
          "What",
          "Pushes/s",
          "× floor",
          "Send to receipt p50 ms",
          "p99 ms",
          "Server µs/push",
          "Server cores",
          "Live delivery p50 ms",
          "p99 ms",
          "Others' cores",
          "Missing",
          "Doubled",
          "Other trouble");

  @Override
  public String name() {
    return "push";
  }

  @Override
  public String explanation() {
    return """
    A conversation of 1,000 members with a browser each, at a push service on loopback that answers after 20 ms. A message every 13 seconds, since a browser is told of a
    conversation at most every ten; a push gathers for two seconds on purpose, which is part of "send to receipt". Pushes a second count from a message's first push to its
    last. Meanwhile 16 others write 20 messages a second to each other: "live delivery" is theirs, without and with the pushes. Server time per push is what the rows differ by.
    The floor sends as many requests, encrypted the same way, 32 at a time, by the JDK's client, and keeps nothing. SQLite.
    """;
  }

  /** Where the crowd is. */
  private record Place(Path data, String conversation, String token, PushCrowd crowd) {}

  @Override
  public Table run(Stage stage) {
    List<List<String>> rows = stage.ofMessengers(contender -> measure(contender, stage));
    rows.forEach(row -> stage.progress().accept("push: " + row));
    return new Table(COLUMNS, rows);
  }

  private static List<List<String>> measure(Contender contender, Stage stage) {
    int people = stage.effort().crowd(1_000, 200);
    try (var service = new PushReceipts()) {
      var keys = new PushKeys();
      var floor = new PushFloor(service, keys);
      floor.run(people); // compiles the code
      double floorRate = floor.run(people);
      Place place = place(contender, stage, people);
      Turn without = turn(contender, stage, place, service, 0);
      place.crowd.subscribe(service.endpoint(""), keys);
      Turn with = turn(contender, stage, place, service, people);
      double idleMicros = without.pushes.cpu().serverMicros() / without.pushes.cpu().seconds();
      return List.of(
          floorRow(floorRate),
          row("nobody takes pushes", without, Double.NaN, floorRate),
          row(whole(people) + " browsers", with, idleMicros, floorRate));
    } catch (LoadException e) {
      return List.of(failed(e));
    }
  }

  private static Place place(Contender contender, Stage stage, int people) {
    Path data = stage.out().resolve("push-" + System.nanoTime());
    var crowd = new PushCrowd("jdbc:sqlite:" + data.resolve("parley.db"));
    Place place = made(contender, stage, data, crowd);
    crowd.join(Long.parseLong(place.conversation), people);
    return place;
  }

  private static Place made(Contender contender, Stage stage, Path data, PushCrowd crowd) {
    try (RunningServer server = stage.start(contender, SETTINGS, data);
        MessengerApi api = new MessengerApi(server.target())) {
      MessengerApi.Player writer = api.register("writer");
      MessengerApi.Player friend = api.register("friend");
      String group =
          "{\"kind\":\"group\",\"title\":\"Town\",\"member_ids\":[\"%s\"]}".formatted(friend.id());
      String answer = api.post("/api/conversations", writer.token(), group);
      return new Place(data, MessengerApi.find(ID, answer), writer.token(), crowd);
    }
  }

  /** What one server did. */
  private record Turn(PushLoad.Result pushes, MessageResult live) {}

  private static Turn turn(
      Contender contender, Stage stage, Place place, PushReceipts service, int browsers) {
    int rounds = stage.effort().crowd(2, 1);
    try (RunningServer server = stage.start(contender, SETTINGS, place.data);
        MessengerApi api = new MessengerApi(server.target())) {
      MessagePlan talk =
          new MessagePlan(
              "talk" + browsers,
              16,
              1,
              16,
              8,
              100,
              Duration.ofMillis(400),
              APART.minusSeconds(3),
              APART.multipliedBy(rounds));
      var live =
          CompletableFuture.supplyAsync(
              () -> new MessageLoad(server.target(), server.meters()).run(talk));
      PushLoad.Result pushes =
          new PushLoad(api, server.meters(), service)
              .run(new PushLoad.Plan(place.token, place.conversation, browsers, rounds, APART));
      return new Turn(pushes, live.join());
    } catch (CompletionException e) {
      throw new LoadException("talking broke off", e);
    }
  }

  private static List<String> floorRow(double rate) {
    var row = new ArrayList<>(List.of("floor: requests only", whole(rate), decimal(1)));
    while (row.size() < COLUMNS.size()) {
      row.add("–");
    }
    return row;
  }

  private static List<String> row(String what, Turn turn, double idleMicros, double floorRate) {
    PushLoad.Result pushes = turn.pushes;
    double cost = pushes.cpu().serverMicros() - idleMicros * pushes.cpu().seconds();
    return List.of(
        what,
        whole(pushes.perSecond()),
        decimal(pushes.perSecond() / floorRate),
        decimal(pushes.receipts().percentileMillis(0.5)),
        decimal(pushes.receipts().percentileMillis(0.99)),
        whole(cost / pushes.pushes()),
        decimal(pushes.cpu().serverMicros() / 1e6 / pushes.cpu().seconds()),
        decimal(turn.live.delivery().percentileMillis(0.5)),
        decimal(turn.live.delivery().percentileMillis(0.99)),
        decimal(pushes.cpu().othersCores()),
        whole((double) pushes.missing()),
        whole((double) pushes.doubled()),
        LoadRows.joined(LoadRows.trouble(turn.live.account()).stream().toList()));
  }

  private static List<String> failed(LoadException e) {
    var row = new ArrayList<>(List.of("failed"));
    while (row.size() < COLUMNS.size() - 1) {
      row.add("–");
    }
    row.add(String.valueOf(e.getMessage()));
    return row;
  }
}
