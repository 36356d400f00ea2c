package dev.parley.channels.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.protocol.SocketId;
import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.Snapshot;
import dev.parley.channels.stream.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every broker promises. A form of broker is tested by extending this class. */
abstract class BrokerContract {
  private static final ChannelKey CHANNEL = new ChannelKey("1", "cache-a");
  private static final int THREADS = 8;
  private static final int EACH = 500;

  private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<NodeCommand> commands = new ConcurrentLinkedQueue<>();
  private Broker broker = newBroker();

  private record Heard(ChannelKey channel, Publication publication, StreamPosition position) {}

  protected abstract Broker newBroker();

  @BeforeEach
  void start() {
    broker = newBroker();
    broker.start(
        new BrokerListener() {
          @Override
          public void onPublication(ChannelKey key, Publication publication, StreamPosition at) {
            heard.add(new Heard(key, publication, at));
          }

          @Override
          public void onCommand(NodeCommand command) {
            commands.add(command);
          }
        });
    broker.subscribe(CHANNEL);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldDeliverPublicationsUnchangedWithTheirPositions() {
    var publication = new Publication("e\\x", "d\u0000é😀", new SocketId(42), "u", 0);
    StreamPosition position = broker.publish(CHANNEL, publication);
    await(1);
    assertThat(heard).containsExactly(new Heard(CHANNEL, publication, position));
  }

  @Test
  void shouldDeliverConcurrentPublicationsInOrderOfDensePositions() throws InterruptedException {
    var begin = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < THREADS; t++) {
      int id = t;
      threads.add(
          Thread.startVirtualThread(() -> {
            awaitUninterruptibly(begin);
            for (int i = 0; i < EACH; i++) {
              broker.publish(CHANNEL, event(id + ":" + i, 0));
            }
          }));
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    await(THREADS * EACH);
    long expected = 1;
    String epoch = heard.element().position().epoch();
    for (Heard each : heard) {
      assertThat(each.position()).isEqualTo(new StreamPosition(epoch, expected++));
    }
    for (int t = 0; t < THREADS; t++) {
      String prefix = t + ":";
      List<String> mine =
          heard.stream()
              .map(h -> h.publication().data())
              .filter(d -> d.startsWith(prefix))
              .toList();
      for (int i = 0; i < EACH; i++) {
        assertThat(mine.get(i)).isEqualTo(prefix + i);
      }
    }
  }

  @Test
  void shouldKeepChannelsAndAppsApart() {
    ChannelKey other = new ChannelKey("2", CHANNEL.channel());
    broker.subscribe(other);
    broker.publish(CHANNEL, event("a", 1_000));
    StreamPosition position = broker.publish(other, event("b", 0));
    assertThat(position.offset()).isEqualTo(1);
    assertThat(broker.snapshot(other).retained()).isNull();
    await(2);
  }

  @Test
  void shouldShowTheLastRetainedEventInSnapshots() {
    broker.publish(CHANNEL, event("first", 60_000));
    StreamPosition last = broker.publish(CHANNEL, event("second", 60_000));
    Snapshot snapshot = broker.snapshot(CHANNEL);
    assertThat(Objects.requireNonNull(snapshot.retained()).data()).isEqualTo("second");
    assertThat(last.isCoveredBy(snapshot.position())).isTrue();
  }

  /** Whoever takes a snapshot while others publish misses nothing and sees nothing twice. */
  @Test
  void snapshotAndDeliveryTogetherShouldMissNothing() throws InterruptedException {
    Thread publisher =
        Thread.startVirtualThread(() -> {
          for (int i = 1; i <= 2_000; i++) {
            broker.publish(CHANNEL, event(Integer.toString(i), 60_000));
          }
        });
    var snapshots = new ArrayList<Snapshot>();
    while (publisher.isAlive()) {
      snapshots.add(broker.snapshot(CHANNEL));
    }
    publisher.join();
    await(2_000);
    for (Snapshot snapshot : snapshots) {
      var retained = snapshot.retained();
      long held = retained == null ? 0 : Long.parseLong(retained.data());
      assertThat(held).isEqualTo(snapshot.position().offset());
    }
  }

  @Test
  void shouldLetOneCallerClaimAMiss() {
    assertThat(broker.claimMiss(CHANNEL)).isTrue();
    assertThat(broker.claimMiss(CHANNEL)).isFalse();
    broker.publish(CHANNEL, event("a", 60_000));
    assertThat(broker.claimMiss(CHANNEL)).isFalse();
  }

  @Test
  void shouldBringCommandsBackToTheSender() {
    var command = new NodeCommand.Evict("1", "private-a", "u");
    broker.send(command);
    Awaitility.await().until(() -> commands.size() == 1);
    assertThat(commands).containsExactly(command);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void await(int count) {
    Awaitility.await().until(() -> heard.size() >= count);
  }

  private static Publication event(String data, long retainMillis) {
    return new Publication("e", data, null, null, retainMillis);
  }
}
