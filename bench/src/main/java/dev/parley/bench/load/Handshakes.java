package dev.parley.bench.load;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Connects, upgrades, subscribes to a private channel, hangs up and begins again, with a fixed
 * number of connections under way.
 */
public final class Handshakes {
  private final Target target;
  private final CpuClock serverCpu;

  /**
   * @param serverCpu processor time of the server's process
   */
  public Handshakes(Target target, CpuClock serverCpu) {
    this.target = target;
    this.serverCpu = serverCpu;
  }

  /**
   * What came of it.
   *
   * @param perSecond handshakes completed with a confirmed subscription
   * @param lost connections that broke before that
   * @param firstTrouble why the last of them broke, else empty
   * @param serverCpuMicros processor time of the server per handshake
   * @param loadCpuShare processor time of the load maker per second, in cores
   */
  public record Result(
      double perSecond,
      int lost,
      String firstTrouble,
      double serverCpuMicros,
      double loadCpuShare) {}

  /** Runs {@code underWay} connections at a time. */
  public Result run(int underWay, Duration warmUp, Duration measured) {
    try (Loop loop = new Loop()) {
      Churn churn = new Churn(loop, target, new Layout(underWay, underWay, 1, true));
      for (int i = 0; i < underWay; i++) {
        churn.open(i);
      }
      churn.turnFor(warmUp);
      long doneBefore = churn.done;
      long serverBefore = serverCpu.nanos();
      long loadBefore = LoadMaker.loadCpuNanos();
      long start = loop.micros();
      churn.turnFor(measured);
      double seconds = (loop.micros() - start) / 1e6;
      long done = churn.done - doneBefore;
      return new Result(
          done / seconds,
          churn.lost(),
          churn.lossReason(),
          (serverCpu.nanos() - serverBefore) / 1e3 / Math.max(1, done),
          (LoadMaker.loadCpuNanos() - loadBefore) / 1e9 / seconds);
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
