package dev.parley.bench.load;

import dev.parley.bench.load.PushReceipts.Receipt;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Messages to one large conversation, at a steady rate, and when its browsers are told. */
public final class PushLoad {
  /** Then whoever was not told is taken for forgotten. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A browser is told of a conversation every ten seconds at most. */
  private static final Duration REST = Duration.ofMillis(10_500);

  private final MessengerApi api;
  private final Meters meters;
  private final PushReceipts service;

  public PushLoad(MessengerApi api, Meters meters, PushReceipts service) {
    this.api = api;
    this.meters = meters;
    this.service = service;
  }

  /**
   * What is sent.
   *
   * @param token of who sends
   * @param browsers that are to be told of each message
   * @param rounds messages that count; one before them does not
   * @param apart from one message to the next at least
   */
  public record Plan(String token, String conversation, int browsers, int rounds, Duration apart) {}

  /**
   * What came of it.
   *
   * @param perSecond pushes, from the first of a message to its last
   * @param receipts from before a message is sent until the push service has a push of it
   * @param pushes in all
   * @param cpu of the rounds, with the time between them
   * @param missing browsers that were not told of a message
   * @param doubled pushes beyond one of a message for a browser
   */
  public record Result(
      double perSecond, Samples receipts, int pushes, Meters.Cpu cpu, long missing, long doubled) {}

  /**
   * Runs a plan; blocks.
   *
   * @throws LoadException if sending is refused
   */
  public Result run(Plan plan) {
    try {
      round(plan, 0, new Samples());
      var receipts = new Samples();
      var sums = new Sums();
      Meters.Reading before = meters.read(System.nanoTime() / 1_000);
      for (int i = 1; i <= plan.rounds; i++) {
        sums.add(round(plan, i, receipts), plan.browsers);
      }
      Meters.Cpu cpu = meters.read(System.nanoTime() / 1_000).since(before);
      return new Result(
          sums.seconds == 0 ? 0 : sums.pushes / sums.seconds,
          receipts,
          sums.pushes,
          cpu,
          sums.missing,
          sums.doubled);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  private static final class Sums {
    private int pushes;
    private double seconds;
    private long missing;
    private long doubled;

    private void add(List<Receipt> round, int browsers) {
      var seen = new HashSet<String>();
      round.forEach(one -> seen.add(one.browser()));
      pushes += round.size();
      missing += browsers - seen.size();
      doubled += round.size() - seen.size();
      if (!round.isEmpty()) {
        seconds += (round.getLast().nanos() - round.getFirst().nanos()) / 1e9;
      }
    }
  }

  private List<Receipt> round(Plan plan, int number, Samples samples) throws InterruptedException {
    long start = System.nanoTime();
    String message =
        "{\"client_msg_id\":\"push-%d-%d\",\"text\":\"The ferry leaves at eight\"}"
            .formatted(start, number);
    api.post("/api/conversations/" + plan.conversation + "/messages", plan.token, message);
    List<Receipt> told = List.of();
    if (plan.browsers > 0) {
      told = service.await(plan.browsers, LONGEST);
      told.forEach(one -> samples.add((one.nanos() - start) / 1_000));
    }
    long last = told.isEmpty() ? start : told.getLast().nanos();
    long next = Math.max(start + plan.apart.toNanos(), last + REST.toNanos());
    Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
    return told;
  }
}
