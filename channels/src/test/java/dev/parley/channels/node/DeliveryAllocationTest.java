package dev.parley.channels.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.channels.app.App;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.transport.StandaloneServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a delivery costs in memory: nothing, however many receive the same event. */
@Timeout(120)
class DeliveryAllocationTest {
  private static final int FEW = 10;
  private static final int MANY = 110;
  private static final int WARM_UP = 1_000;
  private static final int EVENTS = 200;

  /** The least of several rounds: what else a loop does takes time, not deliveries. */
  private static final int ROUNDS = 3;

  private static final int SMALLEST_OBJECT_BYTES = 8;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void shouldAllocateNothingForADelivery() throws Exception {
    List<Long> before = loops();
    var node =
        new RealtimeNode(
            NodeSettings.of(1),
            new FixedApps(List.of(App.of("1", "key", "secret"))),
            InstantSource.system());
    var received = new Semaphore(0);
    var sockets = new ArrayList<LazySocket>();
    try (StandaloneServer server = node.listen(0);
        var readers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      for (int i = 0; i < MANY; i++) {
        var socket = new LazySocket(server.port());
        sockets.add(socket);
        socket.next();
        join(socket, "many");
        if (i < FEW) {
          join(socket, "few");
        }
        readers.submit(() -> read(socket, received));
      }
      List<Long> ours = loops();
      ours.removeAll(before);
      assertThat(ours).as("the threads that deliver").isNotEmpty();
      deliver(node, "few", FEW, WARM_UP, received);
      deliver(node, "many", MANY, WARM_UP, received);
      long toFew = least(ours, () -> deliver(node, "few", FEW, EVENTS, received));
      long toMany = least(ours, () -> deliver(node, "many", MANY, EVENTS, received));
      long deliveries = (long) EVENTS * (MANY - FEW);
      assertThat((double) (toMany - toFew) / deliveries)
          .as("bytes for a delivery (%d to few, %d to many)", toFew, toMany)
          .isLessThan(SMALLEST_OBJECT_BYTES);
      for (LazySocket socket : sockets) {
        socket.close();
      }
    }
    node.close();
  }

  private static void join(LazySocket socket, String channel) throws IOException {
    socket.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
    socket.next();
  }

  private static void read(LazySocket socket, Semaphore received) {
    try {
      while (!socket.next().startsWith("closed")) {
        received.release();
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  /** One event after the other, so that no two are joined. */
  private static void deliver(
      RealtimeNode node, String channel, int subscribers, int events, Semaphore received)
      throws InterruptedException {
    for (int i = 0; i < events; i++) {
      node.publish("1", channel, "e", "a text of some length, as events have");
      assertThat(received.tryAcquire(subscribers, 10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private long least(List<Long> of, Step step) throws Exception {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = allocated(of);
      step.run();
      least = Math.min(least, allocated(of) - before);
    }
    return least;
  }

  private long allocated(List<Long> of) {
    return of.stream().mapToLong(threads::getThreadAllocatedBytes).sum();
  }

  /** The threads of event loops, wherever they come from. */
  private List<Long> loops() {
    var found = new ArrayList<Long>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread instanceof io.netty.util.concurrent.FastThreadLocalThread) {
        found.add(thread.threadId());
      }
    }
    return found;
  }
}
