package dev.parley.channels.hub;

import dev.parley.channels.protocol.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a node's clients away in good order: each is told 4200, come back at once, but not all in
 * the same moment, so that the nodes that take them over are not run down.
 */
final class Drain {
  private static final long STEP_MILLIS = 50;

  private final List<LoopShard> shards;
  private final ScheduledExecutorService timer;
  private final long overMillis;
  private final long lingerMillis;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private long elapsedMillis;
  private @Nullable ScheduledFuture<?> steps;

  /**
   * Prepares to send everyone away.
   *
   * @param overMillis the time over which close frames are spread
   * @param lingerMillis how long the last ones may take to hang up
   */
  Drain(
      List<LoopShard> shards, ScheduledExecutorService timer, long overMillis, long lingerMillis) {
    this.shards = shards;
    this.timer = timer;
    this.overMillis = overMillis;
    this.lingerMillis = lingerMillis;
  }

  /** Completes when the last client has gone, or the time is over. */
  synchronized CompletableFuture<Void> start() {
    if (steps == null) {
      steps = timer.scheduleAtFixedRate(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
      done.whenComplete((_, _) -> stopSteps());
    }
    return done;
  }

  private synchronized void stopSteps() {
    if (steps != null) {
      steps.cancel(false);
    }
  }

  private void step() {
    if (shards.stream().allMatch(shard -> shard.connections().size() == 0)
        || elapsedMillis > overMillis + lingerMillis) {
      done.complete(null);
      return;
    }
    long stepsLeft = Math.max(1, (overMillis - elapsedMillis) / STEP_MILLIS);
    elapsedMillis += STEP_MILLIS;
    for (LoopShard shard : shards) {
      shard.run(() -> closeShare(shard, stepsLeft));
    }
  }

  private static void closeShare(LoopShard shard, long stepsLeft) {
    List<Connection> open =
        shard.connections().copy().stream().filter(c -> !c.isClosing()).toList();
    long share = Math.ceilDiv(open.size(), stepsLeft);
    open.stream()
        .limit(share)
        .forEach(c -> c.fail(ErrorCode.RECONNECT, "the server is restarting; reconnect now"));
  }
}
