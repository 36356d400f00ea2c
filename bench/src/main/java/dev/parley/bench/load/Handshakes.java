package dev.parley.bench.load;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Connects, upgrades, subscribes to a private channel, hangs up and begins again, with a fixed
 * number of connections under way.
 */
public final class Handshakes {
  private final Target target;
  private final Meters meters;

  /** Makes load for one server. */
  public Handshakes(Target target, Meters meters) {
    this.target = target;
    this.meters = meters;
  }

  /**
   * What came of it.
   *
   * @param perSecond handshakes completed with a confirmed subscription
   * @param lost connections that broke before that
   * @param firstTrouble why the last of them broke, else empty
   * @param cpu who used the processor meanwhile
   * @param serverMicrosEach processor time of the server per handshake, microseconds
   */
  public record Result(
      double perSecond, int lost, String firstTrouble, Meters.Cpu cpu, double serverMicrosEach) {}

  /** Runs {@code underWay} connections at a time. */
  public Result run(int underWay, Duration warmUp, Duration measured) {
    try (Loop loop = new Loop()) {
      Churn churn = new Churn(loop, target, new Layout(underWay, underWay, 1, true));
      for (int i = 0; i < underWay; i++) {
        churn.open(i);
      }
      churn.turnFor(warmUp);
      long doneBefore = churn.done;
      Meters.Reading before = meters.read(loop.micros());
      churn.turnFor(measured);
      Meters.Cpu cpu = meters.read(loop.micros()).since(before);
      long done = churn.done - doneBefore;
      return new Result(
          done / cpu.seconds(),
          churn.lost(),
          churn.lossReason(),
          cpu,
          cpu.serverMicros() / Math.max(1, done));
    }
  }

  /** An audience whose members leave as soon as they are ready, and come again. */
  private static final class Churn extends Audience {
    private final Loop loop;

    // Reopened between turns: the selector must first let go of the closed sockets.
    private final ArrayDeque<Integer> leaving = new ArrayDeque<>();
    private long done;

    Churn(Loop loop, Target target, Layout layout) {
      super(loop, target, layout, 0);
      this.loop = loop;
    }

    @Override
    void becameReady(Subscriber subscriber) {
      super.becameReady(subscriber);
      done++;
      leaving.add(subscriber.index);
    }

    @Override
    public void lost(Subscriber subscriber, String reason) {
      super.lost(subscriber, reason);
      leaving.add(subscriber.index);
    }

    void turnFor(Duration time) {
      long end = loop.micros() + time.toNanos() / 1_000;
      while (loop.micros() < end) {
        loop.turn(10);
        for (Integer index = leaving.poll(); index != null; index = leaving.poll()) {
          close(index);
          open(index);
        }
      }
    }
  }
}
