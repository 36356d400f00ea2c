package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.backup.Takeover;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import dev.parley.store.StoreSnapshot;
import dev.parley.store.TableShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies from the command line, also where the machine gives up in the middle. */
@Timeout(300)
class BackupCommandsTest {
  private static final long MIB = 1_048_576;
  private static final int KILLS = 6;
  private static final int MANY = 100_000;

  @TempDir static Path full;

  private final Path folder;
  private final Path data;
  private final Commands parley;

  BackupCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.parley = new Commands(folder, Map.of());
  }

  @BeforeAll
  static void fill() {
    fill(full, MANY);
  }

  @BeforeEach
  void store() throws IOException {
    Files.createDirectories(data);
    Files.copy(full.resolve("parley.db"), data.resolve("parley.db"));
  }

  private ServerSettings settings() {
    return ServerSettings.of(Map.of("data", data));
  }

  /** A store with rows of no meaning. */
  private static void fill(Path folder, int rows) {
    try (Store store = Store.open(StoreSettings.in(folder))) {
      store
          .write(handle -> {
            var batch =
                handle.prepareBatch(
                    "insert into contact (user_id, contact_id, alias, created_at)"
                        + " values (?, ?, ?, ?)");
            var random = new Random(1);
            for (int i = 0; i < rows; i++) {
              batch.add(1L, (long) i, noise(random), 0L);
            }
            return batch.execute().length;
          })
          .join();
    }
  }

  /** 64 characters that do not compress well. */
  private static String noise(Random random) {
    byte[] bytes = new byte[48];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Map<String, List<String>> contents() throws IOException {
    return contents(table -> !table.equals("store_epoch"));
  }

  private Map<String, List<String>> contents(Predicate<String> wanted) throws IOException {
    var contents = new TreeMap<String, List<String>>();
    try (StoreSnapshot store = StoreSnapshot.of(settings().store())) {
      for (TableShape table : store.tables()) {
        if (wanted.test(table.name())) {
          var rows = new ArrayList<String>();
          store.read(table, values -> rows.add(Arrays.toString(values)));
          contents.put(table.name(), rows.stream().sorted().toList());
        }
      }
    }
    return contents;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void copy() {
    assertThat(parley.runHere("backup", folder.resolve("a.tar.gz").toString()).code()).isZero();
  }

  @Test
  void shouldTellWhatWasCopiedAndWhatWasPutAside() throws Exception {
    String archive = folder.resolve("a.tar.gz").toString();
    assertThat(parley.runHere("doctor", "--port", "0").out()).contains("none was made of");
    Commands.Outcome made = parley.run("backup", "a.tar.gz");
    assertThat(made.err()).isEmpty();
    assertThat(made.out())
        .startsWith("Wrote " + folder.toRealPath().resolve("a.tar.gz"))
        .contains("1 accounts");
    assertThat(parley.runHere("doctor", "--port", "0").out())
        .containsPattern("ok +Backup +.*a.tar.gz, 0 days ago");
    assertThat(parley.runHere("backup", archive).err()).contains("exists already");
    assertThat(parley.runHere("backup", folder.resolve("none/a.tar.gz").toString()).err())
        .startsWith("parley: the archive cannot be written");
    assertThat(parley.runHere("restore", archive).err()).contains("--force puts it aside");
    Commands.Outcome done = parley.run("restore", "a.tar.gz", "--force");
    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .contains("Restored 0 messages and 1 accounts", "kept: " + data.toRealPath());
    assertThat(parley.runHere("restore", "none.tar.gz", "--force").err())
        .isEqualTo("parley: there is no file none.tar.gz\n");
  }

  @Test
  void shouldSayWhichStoreHasTheFilesAndWhatIsNotInTheArchive() throws Exception {
    Path file = Files.createDirectories(data.resolve("media/0a")).resolve("1");
    Files.writeString(file, "sent by somebody");
    String here = folder.resolve("disk.tar.gz").toString();
    assertThat(parley.runHere("backup", here).out())
        .contains("1 media files")
        .contains("lie in " + data.resolve("media") + " and are in it.");
    Path config =
        Files.writeString(
            folder.resolve("bucket.yml"),
            """
            parley:
              media:
                s3:
                  endpoint: https://s3.example.org
                  bucket: photos
                  access-key: key
                  secret-key: hush
            """);
    Files.delete(file);
    String without = folder.resolve("bucket.tar.gz").toString();
    Commands.Outcome made = parley.runHere("backup", without, "--config", config.toString());
    assertThat(made.err()).isEmpty();
    assertThat(made.out())
        .contains("0 media files")
        .contains("lie in https://s3.example.org/photos and are not in it: copy that as well.")
        .doesNotContain("hush");
    String json = folder.resolve("json.tar.gz").toString();
    assertThat(parley.runHere("backup", json, "--config", config.toString(), "--json").out())
        .contains("\"bucket\" : \"https://s3.example.org/photos\"");
  }

  @Test
  void shouldBeAllOldOrAllNewWhereverTheProcessIsKilled() throws Exception {
    copy();
    Map<String, List<String>> copied = contents();
    long begun = System.nanoTime();
    assertThat(parley.run("restore", "a.tar.gz", "--force").code()).isZero();
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    int taken = 0;
    Map<String, List<String>> found = contents();
    for (int round = 0; round < KILLS; round++) {
      long before = round;
      try (Store store = Store.open(StoreSettings.in(data))) {
        store
            .write(handle -> handle.execute("update account set version = ?", before + 1_000))
            .join();
      }
      Map<String, List<String>> old = new TreeMap<>(found);
      old.putAll(contents("account"::equals)); // nothing else was changed
      Process restore = parley.start("restore", "a.tar.gz", "--force");
      if (!restore.waitFor(whole * (round + 4) / (KILLS + 3), TimeUnit.MILLISECONDS)) {
        restore.destroyForcibly().waitFor();
      }
      new Takeover(settings()).finishInterrupted();
      found = contents();
      assertThat(found.equals(old) || found.equals(copied)).as("round %d", round).isTrue();
      taken += found.equals(copied) ? 1 : 0;
    }
    String archive = folder.resolve("a.tar.gz").toString();
    assertThat(parley.runHere("restore", archive, "--force").code()).isZero();
    assertThat(contents()).isEqualTo(copied);
    assertThat(names()).doesNotContain(".restore", ".restore.lock");
    System.out.println("BackupCommandsTest: " + taken + " of " + KILLS + " were new");
  }

  @Test
  void shouldTouchNothingWhereTheDiskIsFull() throws Exception {
    copy();
    long archive = Files.size(folder.resolve("a.tar.gz"));
    Map<String, List<String>> old = contents();
    List<String> names = names();
    assertThat(archive).as("what SQLite's driver writes for itself fits").isGreaterThan(3 * MIB);
    Commands.Outcome copy = full(archive / 2, "backup", "b.tar.gz");
    assertThat(copy.code()).isEqualTo(1);
    assertThat(copy.err()).startsWith("parley: the archive cannot be written: ").hasLineCount(1);
    assertThat(folder.resolve("b.tar.gz")).doesNotExist();
    assertThat(folder.resolve("b.tar.gz.unfinished")).doesNotExist();
    Commands.Outcome restore = full(archive, "restore", "a.tar.gz", "--force");
    assertThat(restore.code()).isEqualTo(1);
    assertThat(restore.err()).contains("nothing was changed").hasLineCount(1);
    assertThat(contents()).isEqualTo(old);
    assertThat(names()).isEqualTo(names);
  }

  /** A process that may make no file longer than this: each write beyond it fails. */
  private Commands.Outcome full(long bytes, String... arguments) throws Exception {
    return parley.runUnder(
        List.of("bash", "-c", "ulimit -f " + bytes / 1_024 + "; exec \"$@\"", "bash"), arguments);
  }
}
