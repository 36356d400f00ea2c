package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.testing.StoreFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract, on every engine. */
@ParameterizedClass
@EnumSource(Engine.class)
class StoreTest {
  private final Engine engine;
  private final StoreFixture place;

  StoreTest(Engine engine) {
    this.engine = engine;
    this.place = StoreFixture.emptyOn(engine);
  }

  @AfterEach
  void remove() {
    place.close();
  }

  @Test
  void tellsItsEngine() {
    try (Store store = open()) {
      assertThat(store.engine()).isEqualTo(engine);
    }
  }

  @Test
  void keepsWhatWasAcknowledgedAfterClosing() {
    try (Store store = open()) {
      Notes.add(store, "kept").join();
    }
    try (Store store = open()) {
      assertThat(Notes.texts(store)).containsExactly("kept");
    }
  }

  @Test
  void endsWhatWasAcceptedBeforeClosing() {
    var written = new ArrayList<CompletableFuture<Integer>>();
    try (Store store = open()) {
      for (int i = 0; i < 2_000; i++) {
        written.add(Notes.add(store, "text " + i));
      }
    }
    assertThat(written).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
    try (Store store = open()) {
      assertThat(Notes.texts(store)).hasSize(2_000);
    }
  }

  @Test
  void tellsTheCommitsOfALaneInTheirOrderAndNothingOfWhatFailed() {
    var told = new ArrayList<Integer>();
    try (Store store = open()) {
      var written = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 2_000; i++) {
        int number = i;
        written.add(
            store.write(
                7,
                _ -> {
                  if (number % 10 == 3) {
                    throw new IllegalArgumentException("refused");
                  }
                  return number;
                },
                told::add));
      }
      for (int i = 0; i < written.size(); i++) {
        if (i % 10 == 3) {
          assertThat(written.get(i)).failsWithin(10, TimeUnit.SECONDS);
        } else {
          assertThat(written.get(i).join()).isEqualTo(i);
        }
      }
    }
    assertThat(told).hasSize(1_800).isSorted().noneMatch(number -> number % 10 == 3);
  }

  @Test
  void showsEveryAcknowledgedWriteToTheNextRead() {
    try (Store store = open()) {
      for (int i = 0; i < 200; i++) {
        Notes.add(store, "text " + i).join();
        assertThat(Notes.texts(store)).hasSize(i + 1);
      }
    }
  }

  @Test
  void keepsAFailingUnitFromHurtingItsNeighbours() {
    try (Store store = open();
        var gate = new Gate(store)) {
      var before = Notes.add(store, "before");
      var half =
          store.write(handle -> {
            handle.execute("insert into note (text) values (?)", "half");
            throw new IllegalStateException("on purpose");
          });
      var twice = Notes.add(store, "before");
      var after = Notes.add(store, "after");
      gate.open();

      before.join();
      after.join();
      assertThatThrownBy(half::join).hasRootCauseInstanceOf(IllegalStateException.class);
      assertThatThrownBy(twice::join).matches(StoreErrors::isUniqueViolation);
      assertThatThrownBy(half::join).matches(failure -> !StoreErrors.isUniqueViolation(failure));
      assertThat(Notes.texts(store)).containsExactly("after", "before");
      assertThat(store.stats().commits()).isEqualTo(2); // the gate's and that of all four
    }
  }

  @Test
  void showsNothingOfACommitBeforeItIsWhole() {
    try (Store store = open();
        var gate = new Gate(store)) {
      var first = Notes.add(store, "first");
      var seen = new CompletableFuture<List<String>>();
      var second =
          store.write(handle -> {
            seen.complete(Notes.texts(store)); // read through another connection, mid-commit
            return first.isDone();
          });
      gate.open();

      assertThat(seen.join()).isEmpty();
      assertThat(second.join()).as("first was acknowledged before its commit").isFalse();
      assertThat(Notes.texts(store)).containsExactly("first");
    }
  }

  @Test
  void joinsWritesThatWaitIntoFewCommits() throws InterruptedException {
    int writers = 64;
    int each = 50;
    try (Store store = open()) {
      var threads = new ArrayList<Thread>();
      for (int w = 0; w < writers; w++) {
        String name = "writer " + w + " ";
        threads.add(
            Thread.startVirtualThread(() -> {
              for (int i = 0; i < each; i++) {
                Notes.add(store, name + i).join();
              }
            }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(Notes.texts(store)).hasSize(writers * each);
      assertThat(store.stats().writes()).isEqualTo(3_200L);
      assertThat(store.stats().commits()).isLessThan(800L);
    }
  }

  @Test
  void refusesWritesWhenTooManyWait() {
    try (Store store = Notes.open(place.settings().withWaiting(3));
        var gate = new Gate(store)) {
      var accepted = List.of(Notes.add(store, "a"), Notes.add(store, "b"), Notes.add(store, "c"));
      var refused = Notes.add(store, "d");

      assertThatThrownBy(refused::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(StoreBusyException.class)
          .hasMessage("the store is busy: 3 writes wait");
      gate.open();
      accepted.forEach(CompletableFuture::join);
      assertThat(Notes.texts(store)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void refusesToWriteWhereOnlyReadingIsMeant() {
    try (Store store = open()) {
      var sly = store.read(handle -> handle.execute("insert into note (text) values ('x')"));
      assertThatThrownBy(sly::join).hasStackTraceContaining("read").hasStackTraceContaining("only");
      assertThat(Notes.texts(store)).isEmpty();
    }
  }

  @Test
  void refusesUnitsOnceClosed() {
    Store store = open();
    store.close();
    store.close();
    assertThatThrownBy(() -> Notes.add(store, "late").join())
        .hasMessageContaining("the store is closed");
    assertThatThrownBy(() -> Notes.texts(store)).hasMessageContaining("the store is closed");
  }

  @Test
  void doesNotLetACallbackHoldUpTheWriter() {
    try (Store store = open()) {
      var release = new CountDownLatch(1);
      var attached = new CountDownLatch(1); // else a fast writer leaves the callback to this thread
      var stuck =
          store
              .write(handle -> {
                Gate.await(attached);
                return handle.execute("insert into note (text) values ('first')");
              })
              .thenAccept(_ -> Gate.await(release));
      attached.countDown();
      Notes.add(store, "second").join(); // would never return if the writer ran callbacks
      release.countDown();
      stuck.join();
    }
  }

  @Test
  void leavesTheSchemaAloneOverManyRestarts() {
    String first = "";
    for (int i = 0; i < 30; i++) {
      try (Store store = open()) {
        String history = history(store);
        if (i == 0) {
          first = history;
          assertThat(history).contains("note", "note text");
        }
        assertThat(history).isEqualTo(first);
      }
    }
  }

  @Test
  void keepsEachLaneInOrder() {
    int lanes = 16;
    var seen = new ArrayList<List<Integer>>();
    try (Store store = open()) {
      for (int lane = 0; lane < lanes; lane++) {
        seen.add(Collections.synchronizedList(new ArrayList<>()));
      }
      for (int i = 0; i < 200; i++) {
        int number = i;
        for (int lane = 0; lane < lanes; lane++) {
          List<Integer> numbers = seen.get(lane);
          store.write(lane, _ -> numbers.add(number));
        }
      }
    }
    for (List<Integer> numbers : seen) {
      assertThat(numbers).hasSize(200).isSorted();
    }
  }

  @Test
  void readsOneSnapshotWhateverIsWrittenMeanwhile() {
    try (Store store = open()) {
      Notes.add(store, "before").join();
      var both =
          store.read(handle -> {
            int first = count(handle);
            Notes.add(store, "meanwhile").join();
            return List.of(first, count(handle));
          });
      assertThat(both.join()).containsExactly(1, 1);
      assertThat(Notes.texts(store)).hasSize(2);
    }
  }

  @Test
  void refusesReadsWhenTooManyWait() {
    var few = place.settings().withWaiting(1).withConnections(1, 1);
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (Store store = Notes.open(few)) {
      var reading =
          store.read(_ -> {
            entered.countDown();
            Gate.await(release);
            return 1;
          });
      Gate.await(entered);
      var waiting = store.read(_ -> 2);
      var refused = store.read(_ -> 3);
      assertThatThrownBy(refused::join)
          .cause()
          .isInstanceOf(StoreBusyException.class)
          .hasMessage("the store is busy: 1 reads wait");
      release.countDown();
      assertThat(List.of(reading.join(), waiting.join())).containsExactly(1, 2);
    } finally {
      release.countDown();
    }
  }

  private static int count(Handle handle) {
    return handle.createQuery("select count(*) from note").mapTo(Integer.class).one();
  }

  private Store open() {
    return Notes.open(place);
  }

  private static String history(Store store) {
    return store
        .read(handle ->
            handle
                .createQuery("select * from flyway_schema_history order by installed_rank")
                .mapToMap()
                .list()
                .toString())
        .join();
  }
}
