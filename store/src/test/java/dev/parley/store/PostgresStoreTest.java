package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.testing.PostgresServer;
import dev.parley.store.testing.StoreFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only PostgreSQL promises: writers side by side, and what that brings with it. */
@Timeout(60)
class PostgresStoreTest {
  private final StoreFixture place = StoreFixture.emptyOn(Engine.POSTGRESQL);

  @AfterEach
  void remove() {
    place.close();
  }

  @Test
  void shouldSpreadLanesOverAllWritersWhateverBitsTheyDifferIn() {
    for (int shift = 0; shift < 40; shift++) {
      var lanes = new int[4];
      for (long i = 0; i < 1_000; i++) {
        lanes[PostgresStore.writer(i << shift, lanes.length)]++;
      }
      assertThat(Arrays.stream(lanes).min().orElse(0))
          .as("ids that differ from bit %d on", shift)
          .isGreaterThan(150);
    }
    assertThat(PostgresStore.writer(-1, 4)).isBetween(0, 3);
  }

  @Test
  void shouldWriteOnOneLaneWhileAnotherIsHeldUp() {
    try (Store store = Notes.open(place);
        var _ = new Gate(store, 1)) {
      Notes.add(store, 2, "passed").join();
      assertThat(Notes.texts(store)).containsExactly("passed");
    }
  }

  @Test
  void shouldUntangleJoinedUnitsThatWaitForEachOther() {
    try (Store store = open("a", "b")) {
      var bothHold = new CountDownLatch(2);
      var written = new ArrayList<CompletableFuture<Integer>>();
      try (var _ = new Gate(store, 1);
          var _ = new Gate(store, 2)) {
        written.add(store.write(1, handle -> raise(handle, "a", bothHold)));
        written.add(store.write(1, handle -> raise(handle, "b")));
        written.add(store.write(2, handle -> raise(handle, "b", bothHold)));
        written.add(store.write(2, handle -> raise(handle, "a")));
      }
      written.forEach(CompletableFuture::join);
      assertThat(level(store, "a")).isEqualTo(2);
      assertThat(level(store, "b")).isEqualTo(2);
    }
  }

  @Test
  void shouldRunAUnitAgainThatLostADeadlock() {
    try (Store store = open("a", "b")) {
      var bothHold = new CountDownLatch(2);
      var one = store.write(1, handle -> raise(handle, "a", bothHold) + raise(handle, "b"));
      var other = store.write(2, handle -> raise(handle, "b", bothHold) + raise(handle, "a"));
      one.join();
      other.join();
      assertThat(level(store, "a")).isEqualTo(2);
      assertThat(level(store, "b")).isEqualTo(2);
    }
  }

  @Test
  void shouldTellAConflictThatDoesNotEnd() {
    try (Store store = Notes.open(place)) {
      var runs = new ArrayList<String>();
      var hopeless =
          store.write(handle -> {
            runs.add("run");
            try (var statement = handle.getConnection().createStatement()) {
              statement.execute("do $$ begin raise sqlstate '40001'; end $$");
            }
            return true;
          });
      assertThatThrownBy(hopeless::join).matches(StoreErrors::isConflict);
      assertThat(runs).hasSize(5);
    }
  }

  @Test
  void shouldRefuseAUnitThatGoesOnAfterAFailedStatement() {
    try (Store store = Notes.open(place)) {
      Notes.add(store, "there").join();
      assertThatThrownBy(stubborn(store)::join).hasMessageContaining("failed statement");
      CompletableFuture<Integer> amongOthers;
      CompletableFuture<Integer> neighbour;
      try (var _ = new Gate(store)) {
        amongOthers = stubborn(store);
        neighbour = Notes.add(store, "neighbour");
      }
      neighbour.join();
      assertThatThrownBy(amongOthers::join).hasStackTraceContaining("aborted");
      assertThat(Notes.texts(store)).containsExactly("neighbour", "there");
    }
  }

  private static CompletableFuture<Integer> stubborn(Store store) {
    return store.write(handle -> {
      try {
        return handle.execute("insert into note (text) values ('there')");
      } catch (RuntimeException _) {
        return 0;
      }
    });
  }

  @Test
  void shouldFailWhatWasUnderWayWhenItsConnectionBrokeAndThenGoOn() {
    try (Store store = Notes.open(place)) {
      CompletableFuture<Integer> before;
      CompletableFuture<Integer> cut;
      try (var _ = new Gate(store)) {
        before = Notes.add(store, "before");
        cut =
            store.write(handle -> {
              cutOff(handle);
              return handle.execute("insert into note (text) values ('cut')");
            });
      }
      for (var lost : List.of(before, cut)) {
        assertThatThrownBy(lost::join)
            .hasMessageContaining("nothing was kept")
            .cause()
            .isInstanceOfSatisfying(
                StoreUnavailableException.class, e -> assertThat(e.isOutcomeUnknown()).isFalse());
      }
      Notes.add(store, "after").join();
      assertThat(Notes.texts(store)).containsExactly("after");
    }
  }

  @Test
  void shouldSayThatTheOutcomeIsUnknownWhenACommitIsCutOff() {
    try (Store store = Notes.open(place)) {
      var cut =
          store.write(handle -> {
            int rows = handle.execute("insert into note (text) values ('cut')");
            cutOff(handle);
            return rows;
          });
      assertThatThrownBy(cut::join)
          .hasMessageContaining("the outcome is unknown")
          .cause()
          .isInstanceOfSatisfying(
              StoreUnavailableException.class, e -> assertThat(e.isOutcomeUnknown()).isTrue());
      Notes.add(store, "after").join();
      assertThat(Notes.texts(store)).contains("after");
    }
  }

  @Test
  void shouldReadAgainAfterAConnectionOfAReaderBroke() {
    try (Store store = Notes.open(place)) {
      var cut =
          store.read(handle -> {
            cutOff(handle);
            return handle.createQuery("select 1").mapTo(Integer.class).one();
          });
      assertThatThrownBy(cut::join).cause().isInstanceOf(StoreUnavailableException.class);
      assertThat(Notes.texts(store)).isEmpty();
    }
  }

  @Test
  void shouldComeUpInSeveralProcessesAtTheSameTime() {
    var opening = new ArrayList<CompletableFuture<Store>>();
    for (int i = 0; i < 4; i++) {
      opening.add(
          CompletableFuture.supplyAsync(() -> Notes.open(place), task -> new Thread(task).start()));
    }
    for (int i = 0; i < 4; i++) {
      Notes.add(opening.get(i).join(), "by " + i).join();
    }
    assertThat(Notes.texts(opening.getFirst().join())).hasSize(4);
    opening.forEach(one -> one.join().close());
  }

  @Test
  void shouldUseTheIsolationThatItPromisesAndTheDurabilityOfTheServer() {
    try (Store store = Notes.open(place)) {
      assertThat(store.write(handle -> show(handle, "transaction_isolation")).join())
          .isEqualTo("read committed");
      assertThat(store.write(handle -> show(handle, "synchronous_commit")).join()).isEqualTo("on");
      assertThat(store.write(handle -> show(handle, "fsync")).join()).isEqualTo("on");
      assertThat(store.read(handle -> show(handle, "transaction_isolation")).join())
          .isEqualTo("repeatable read");
      assertThat(store.read(handle -> show(handle, "transaction_read_only")).join())
          .isEqualTo("on");
    }
  }

  @Test
  void shouldSayInOneLineWhichDatabaseCannotBeUsed() {
    var server = PostgresServer.shared();
    var nowhere = StoreSettings.on(server.url("nowhere") + "&password=hush", null, null);
    assertThatThrownBy(() -> Store.open(nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageMatching(
            "cannot open the database 127\\.0\\.0\\.1:\\d+/nowhere: FATAL: .*does not exist");
    var silent = StoreSettings.on("jdbc:postgresql://127.0.0.1:1/db", "someone", "hush");
    assertThatThrownBy(() -> Store.open(silent))
        .isInstanceOf(StoreException.class)
        .hasMessageMatching("cannot open the database 127\\.0\\.0\\.1:1/db: .*refused.*")
        .hasMessageNotContaining("hush");
    assertThat(silent.toString()).contains("127.0.0.1:1/db").doesNotContain("hush");
  }

  private Store open(String... names) {
    Store store = Notes.open(place);
    store
        .write(handle -> {
          handle.execute("create table tide (name varchar(10) primary key, level integer)");
          for (String name : names) {
            handle.execute("insert into tide values (?, 0)", name);
          }
          return true;
        })
        .join();
    return store;
  }

  private static int raise(Handle handle, String name) {
    return handle.execute("update tide set level = level + 1 where name = ?", name);
  }

  private static int raise(Handle handle, String name, CountDownLatch others) {
    int rows = raise(handle, name);
    others.countDown();
    Gate.await(others);
    return rows;
  }

  private static int level(Store store, String name) {
    return store
        .read(handle ->
            handle
                .createQuery("select level from tide where name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one())
        .join();
  }

  /** Ends the server's side of a unit's own connection, and waits until it has ended. */
  private static void cutOff(Handle handle) {
    int pid = handle.createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
    PostgresServer.shared().execute("select pg_terminate_backend(%d, 10000)".formatted(pid));
  }

  private static String show(Handle handle, String name) {
    return handle.createQuery("show " + name).mapTo(String.class).one();
  }
}
