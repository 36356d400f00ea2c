package dev.parley.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class JobsTest {
  private static final Duration GAP = Duration.ofHours(1);

  private final StoreFixture place;
  private final Store store;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final AtomicInteger batches = new AtomicInteger();

  JobsTest(Engine engine) {
    place = StoreFixture.on(engine);
    store = place.open();
  }

  @AfterEach
  void remove() {
    store.close();
    place.close();
  }

  private Jobs server(Job.Where where, Job.Work work) {
    var job = new Job("test", where, GAP, work);
    return new Jobs(List.of(job), new Transactions(store, _ -> {}), clock);
  }

  private Progress oneBatch() {
    batches.incrementAndGet();
    return new Progress(3, false);
  }

  private void passes(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void shouldRunALeasedJobOnOneOfManyServersAndAgainAfterItsGap() {
    List<Jobs> servers =
        List.of(
            server(Job.Where.ONE_NODE, this::oneBatch),
            server(Job.Where.ONE_NODE, this::oneBatch),
            server(Job.Where.ONE_NODE, this::oneBatch));
    for (int round = 1; round <= 5; round++) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        servers.forEach(one -> threads.execute(one::runDue));
      }
      assertThat(batches).as("round %d", round).hasValue(round);
      passes(GAP.minusMillis(1));
      servers.forEach(Jobs::runDue);
      assertThat(batches).as("before the gap is over").hasValue(round);
      passes(Duration.ofMillis(1));
    }
    assertThat(servers.stream().mapToLong(one -> one.stats().getFirst().rows()).sum())
        .isEqualTo(15);
  }

  @Test
  void shouldWriteNothingForAJobThatIsNotWanted() {
    var wanted = new AtomicBoolean();
    var job = new Job("test", Job.Where.ONE_NODE, GAP, wanted::get, this::oneBatch);
    Jobs server = new Jobs(List.of(job), new Transactions(store, _ -> {}), clock);
    long before = store.stats().commits();
    server.runDue();
    assertThat(batches).hasValue(0);
    assertThat(store.stats().commits()).isEqualTo(before);
    wanted.set(true);
    server.runDue();
    assertThat(batches).hasValue(1);
  }

  @Test
  void shouldTakeOverFromAServerThatDied() {
    Jobs dead =
        server(
            Job.Where.ONE_NODE,
            () -> {
              throw new AssertionError("the process ends here");
            });
    Jobs other = server(Job.Where.ONE_NODE, this::oneBatch);
    assertThatThrownBy(dead::runDue).isInstanceOf(AssertionError.class);
    other.runDue();
    assertThat(batches).as("while the dead one's lease lasts").hasValue(0);
    passes(LeasedTurn.LEASE);
    other.runDue();
    assertThat(batches).hasValue(1);
  }

  @Test
  void shouldGoOnAtOnceWhereTheDeadOneHadTheStoreForItself() {
    Jobs dead =
        server(
            Job.Where.ONE_NODE,
            () -> {
              throw new AssertionError("the process ends here");
            });
    assertThatThrownBy(dead::runDue).isInstanceOf(AssertionError.class);
    Jobs next = server(Job.Where.ONE_NODE, this::oneBatch);
    next.endEarlierRuns();
    next.runDue();
    assertThat(batches).hasValue(1);
  }

  @Test
  void shouldTryAFailedJobAgainSoonerThanItsGap() {
    Jobs server =
        server(
            Job.Where.ONE_NODE,
            () -> {
              if (batches.incrementAndGet() == 1) {
                throw new IllegalStateException("expected by the test");
              }
              return Progress.DONE;
            });
    server.runDue();
    assertThat(server.stats()).containsExactly(new JobStats("test", 0, 0, 0, 1));
    server.runDue();
    assertThat(batches).hasValue(1);
    passes(Duration.ofMinutes(1));
    server.runDue();
    assertThat(batches).hasValue(2);
    assertThat(server.stats())
        .containsExactly(new JobStats("test", now.get().toEpochMilli(), 0, 0, 1));
  }

  @Test
  void shouldRunWhatAServerHoldsInMemoryOnEachAndOnceMoreAtItsEnd() {
    Jobs one = server(Job.Where.EACH_NODE, this::oneBatch);
    Jobs other = server(Job.Where.EACH_NODE, this::oneBatch);
    passes(GAP);
    one.runDue();
    other.runDue();
    assertThat(batches).hasValue(2);
    one.close();
    one.close();
    assertThat(batches).hasValue(3);
  }

  @Test
  void shouldEndTheBatchUnderWayAtItsStopAndLeaveTheRestToOthers() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Jobs server =
        server(
            Job.Where.ONE_NODE,
            () -> {
              begun.countDown();
              await(goOn);
              batches.incrementAndGet();
              return new Progress(1, true);
            });
    server.begin();
    begun.await();
    Thread stop = Thread.ofVirtual().start(server::close);
    goOn.countDown();
    stop.join();
    int done = batches.get();
    assertThat(done).isPositive();
    Jobs other = server(Job.Where.ONE_NODE, this::oneBatch);
    other.runDue();
    assertThat(batches).hasValue(done + 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
