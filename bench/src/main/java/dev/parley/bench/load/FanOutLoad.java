package dev.parley.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Messages to groups as fast as they are acknowledged, and how soon each of them stands in the log
 * of every member. Nobody listens: what is measured is the writing of logs.
 */
public final class FanOutLoad {
  private static final Pattern WRITTEN =
      Pattern.compile("(?m)^parley_sync_entries_total ([0-9.E+]+)$");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LOOK_MILLIS = 20;

  private final Target target;

  public FanOutLoad(Target target) {
    this.target = target;
  }

  /**
   * What came of it.
   *
   * @param entriesPerSecond written into logs, from the first message to the last entry
   * @param behindMillis from the last acknowledgement to the last entry
   */
  public record Result(double entriesPerSecond, double behindMillis) {}

  /**
   * Runs once.
   *
   * @param messagesOfEach sender
   * @throws LoadException if an entry is missing after two minutes
   */
  public Result run(MessagePlan plan, int messagesOfEach) {
    try (Cast cast = new Cast(target, plan);
        MessengerApi api = new MessengerApi(target)) {
      double before = awaitEntries(api, 0);
      long begin = System.nanoTime();
      send(api, cast, plan, messagesOfEach);
      long acknowledged = System.nanoTime();
      double expected = (double) plan.senders() * messagesOfEach * plan.members();
      awaitEntries(api, before + expected);
      long end = System.nanoTime();
      return new Result(expected / ((end - begin) / 1e9), (end - acknowledged) / 1e6);
    }
  }

  private static void send(MessengerApi api, Cast cast, MessagePlan plan, int messagesOfEach) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var senders =
          IntStream.range(0, plan.senders())
              .<Future<?>>mapToObj(
                  sender -> threads.submit(() -> send(api, cast, plan, sender, messagesOfEach)))
              .toList();
      for (Future<?> sender : senders) {
        sender.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    } catch (ExecutionException e) {
      throw new LoadException("a sender failed: " + e.getMessage(), e);
    }
  }

  private static void send(
      MessengerApi api, Cast cast, MessagePlan plan, int sender, int messagesOfEach) {
    String path =
        "/api/conversations/%s/messages".formatted(cast.conversation(plan.conversationOf(sender)));
    for (int i = 0; i < messagesOfEach; i++) {
      String body = "{\"client_msg_id\":\"%d-%d\",\"text\":\"Hello\"}".formatted(sender, i);
      api.post(path, cast.player(sender).token(), body);
    }
  }

  /** Waits until so many are written and no more come: the account is exact. */
  private static double awaitEntries(MessengerApi api, double least) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    double last = -1;
    while (System.nanoTime() < deadline) {
      double now = Double.parseDouble(MessengerApi.find(WRITTEN, api.get("/metrics", null)));
      if (now >= least && (least > 0 || now == last)) {
        return now;
      }
      last = now;
      rest();
    }
    throw new LoadException("expected %.0f entries in logs, found %.0f".formatted(least, last));
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }
}
