package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path folder;

  @Test
  void keepsWhatWasAcknowledgedAfterClosing() {
    try (Store store = open()) {
      add(store, "kept").join();
    }
    try (Store store = open()) {
      assertThat(texts(store)).containsExactly("kept");
    }
  }

  @Test
  void endsWhatWasAcceptedBeforeClosing() {
    var written = new ArrayList<CompletableFuture<Integer>>();
    try (Store store = open()) {
      for (int i = 0; i < 2_000; i++) {
        written.add(add(store, "text " + i));
      }
    }
    assertThat(written).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
    try (Store store = open()) {
      assertThat(texts(store)).hasSize(2_000);
    }
  }

  @Test
  void showsEveryAcknowledgedWriteToTheNextRead() {
    try (Store store = open()) {
      for (int i = 0; i < 200; i++) {
        add(store, "text " + i).join();
        assertThat(texts(store)).hasSize(i + 1);
      }
    }
  }

  @Test
  void keepsAFailingUnitFromHurtingItsNeighbours() {
    try (Store store = open();
        var gate = new Gate(store)) {
      var before = add(store, "before");
      var half =
          store.write(handle -> {
            handle.execute("insert into note (text) values (?)", "half");
            throw new IllegalStateException("on purpose");
          });
      var twice = add(store, "before");
      var after = add(store, "after");
      gate.open();

      before.join();
      after.join();
      assertThatThrownBy(half::join).hasRootCauseInstanceOf(IllegalStateException.class);
      assertThatThrownBy(twice::join).hasStackTraceContaining("UNIQUE");
      assertThat(texts(store)).containsExactly("after", "before");
      assertThat(store.stats().commits()).isEqualTo(2); // the gate's and that of all four
    }
  }

  @Test
  void showsNothingOfACommitBeforeItIsWhole() {
    try (Store store = open();
        var gate = new Gate(store)) {
      var first = add(store, "first");
      var seen = new CompletableFuture<List<String>>();
      var second =
          store.write(handle -> {
            seen.complete(texts(store)); // read through another connection, mid-commit
            return first.isDone();
          });
      gate.open();

      assertThat(seen.join()).isEmpty();
      assertThat(second.join()).as("first was acknowledged before its commit").isFalse();
      assertThat(texts(store)).containsExactly("first");
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
                add(store, name + i).join();
              }
            }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(texts(store)).hasSize(writers * each);
      assertThat(store.stats().writes()).isEqualTo(3_200L);
      assertThat(store.stats().commits()).isLessThan(800L);
    }
  }

  @Test
  void refusesWritesWhenTooManyWait() {
    var settings = new StoreSettings(folder, 3, 10, 2);
    try (Store store = Store.open(settings);
        var gate = new Gate(store)) {
      var accepted = List.of(add(store, "a"), add(store, "b"), add(store, "c"));
      var refused = add(store, "d");

      assertThatThrownBy(refused::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(StoreBusyException.class)
          .hasMessage("the store is busy: 3 writes wait");
      gate.open();
      accepted.forEach(CompletableFuture::join);
      assertThat(texts(store)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void refusesToWriteWhereOnlyReadingIsMeant() {
    try (Store store = open()) {
      var sly = store.read(handle -> handle.execute("insert into note (text) values ('x')"));
      assertThatThrownBy(sly::join).hasStackTraceContaining("readonly");
      assertThat(texts(store)).isEmpty();
    }
  }

  @Test
  void refusesUnitsOnceClosed() {
    Store store = open();
    store.close();
    store.close();
    assertThatThrownBy(() -> add(store, "late").join()).hasMessageContaining("the store is closed");
    assertThatThrownBy(() -> texts(store)).hasMessageContaining("the store is closed");
  }

  @Test
  void doesNotLetACallbackHoldUpTheWriter() {
    try (Store store = open()) {
      var release = new CountDownLatch(1);
      var attached = new CountDownLatch(1); // else a fast writer leaves the callback to this thread
      var stuck =
          store
              .write(handle -> {
                await(attached);
                return handle.execute("insert into note (text) values ('first')");
              })
              .thenAccept(_ -> await(release));
      attached.countDown();
      add(store, "second").join(); // would never return if the writer ran callbacks
      release.countDown();
      stuck.join();
    }
  }

  @Test
  void forcesEveryCommitToTheDiskThroughAWriteAheadLog() {
    try (Store store = open()) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "synchronous")).as("FULL").isEqualTo("2");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(store, "wal_autocheckpoint")).isEqualTo("10000");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("10000");
    }
  }

  @Test
  void keepsTheFileToItsOwner() throws Exception {
    Path data = folder.resolve("made/here");
    Store.open(StoreSettings.in(data)).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("parley.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void saysWhichFolderCannotBeUsed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Store.open(StoreSettings.in(file)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(
        broken.resolve("parley.db"), "this is no database, but long enough to be one");
    assertThatThrownBy(() -> Store.open(StoreSettings.in(broken)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a database");
  }

  @Test
  void leavesTheSchemaAloneOverAHundredRestarts() {
    String first = "";
    for (int i = 0; i < 100; i++) {
      try (Store store = open()) {
        String schema = schema(store);
        if (i == 0) {
          first = schema;
          assertThat(schema).contains("CREATE TABLE note").contains("note_text");
        }
        assertThat(schema).isEqualTo(first);
      }
    }
  }

  private Store open() {
    return Store.open(StoreSettings.in(folder));
  }

  private static CompletableFuture<Integer> add(Store store, String text) {
    return store.write(handle -> handle.execute("insert into note (text) values (?)", text));
  }

  private static List<String> texts(Store store) {
    return store
        .read(handle ->
            handle.createQuery("select text from note order by text").mapTo(String.class).list())
        .join();
  }

  private static String pragma(Store store, String name) {
    return store
        .write(handle -> handle.createQuery("pragma " + name).mapTo(String.class).one())
        .join();
  }

  private static String schema(Store store) {
    return store
        .read(handle ->
            handle
                    .createQuery("select group_concat(type || name || sql) from sqlite_schema")
                    .mapTo(String.class)
                    .one()
                + handle
                    .createQuery(
                        """
                        select group_concat(installed_rank || version || script || checksum \
                        || installed_on || success) from flyway_schema_history\
                        """)
                    .mapTo(String.class)
                    .one())
        .join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds the writer inside a unit, so that what is submitted meanwhile has to wait. */
  private static final class Gate implements AutoCloseable {
    private final CountDownLatch open = new CountDownLatch(1);

    Gate(Store store) {
      var entered = new CountDownLatch(1);
      store.write(_ -> {
        entered.countDown();
        await(open);
        return true;
      });
      await(entered);
    }

    void open() {
      open.countDown();
    }

    @Override
    public void close() {
      open();
    }
  }
}
