package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.backup.Backup;
import dev.parley.server.backup.BackupException;
import dev.parley.server.backup.Restore;
import dev.parley.store.Engine;
import dev.parley.store.PostgresSchema;
import dev.parley.store.StorePlace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a copy holds comes back, on either engine, and nothing is lost on the way. */
@Timeout(180)
class BackupTest {
  private static final byte[] FILE = "0123456789".repeat(10_000).getBytes(UTF_8);

  private final Path folder;
  private final Path archive;

  BackupTest(@TempDir Path folder) {
    this.folder = folder;
    this.archive = folder.resolve("archive.tar.gz");
  }

  private House house(Engine engine, String name) throws IOException {
    return House.on(engine, Files.createDirectories(folder.resolve(name)));
  }

  /** What one person finds, and an acknowledgement that a retry must repeat. */
  private record Found(
      List<Map<String, Object>> log, Map<String, Object> conversation, Map<String, Object> ack) {
    static Found by(RawHttp http, Person person, String group) throws IOException {
      Person now = new Person(http, person.name(), person.id(), person.token());
      return new Found(
          now.log(group),
          now.did("GET", "/api/conversations/" + group),
          now.did(
              "POST",
              "/api/conversations/" + group + "/messages",
              "client_msg_id",
              "once",
              "text",
              "@ben look"));
    }
  }

  private record Town(Person ann, Person ben, String group) {
    static Town found(RawHttp http) throws IOException {
      Person ann = Person.register(http, "ann");
      Person ben = Person.register(http, "ben");
      String group = ann.group("Town", ben);
      String messages = "/api/conversations/" + group + "/messages";
      ann.say(group, "plain \"quoted\" \\ and\n\ttwo lines");
      ben.say(group, "群里的消息 👨‍👩‍👧‍👦");
      long seq =
          Long.parseLong(
              String.valueOf(
                  ann.did("POST", messages, "client_msg_id", "once", "text", "@ben look")
                      .get("seq")));
      ann.did("PATCH", messages + "/" + seq, "text", "@ben look here");
      ben.did("PUT", messages + "/" + seq + "/reactions/%F0%9F%91%8D");
      ann.did("PUT", "/api/conversations/" + group + "/pins/" + seq);
      long slip = ben.say(group, "a slip");
      ben.did("DELETE", messages + "/" + slip);
      ann.did("POST", "/api/conversations/" + group + "/read", "seq", 2);
      ann.direct(ben);
      return new Town(ann, ben, group);
    }
  }

  @ParameterizedTest
  @CsvSource({"SQLITE,SQLITE", "SQLITE,POSTGRESQL", "POSTGRESQL,SQLITE", "POSTGRESQL,POSTGRESQL"})
  void shouldBringEverythingBackOnEitherEngine(Engine from, Engine to) throws IOException {
    try (House old = house(from, "old");
        House fresh = house(to, "fresh")) {
      Found before;
      Town town;
      String cursor;
      Object file;
      try (ParleyServer server = old.start()) {
        town = Town.found(new RawHttp(server.port()));
        cursor = String.valueOf(town.ann.did("GET", "/api/sync/snapshot").get("cursor"));
        assertThat(pull(town.ann, cursor).get("reset")).isNull();
        try (var http = new MediaHttp(server.port())) {
          file = http.upload(town.ann, "a file.bin", FILE).get("id");
        }
        town.ann.did(
            "POST",
            "/api/conversations/" + town.group + "/messages",
            "client_msg_id",
            "with-a-file",
            "kind",
            "file",
            "file_id",
            file);
        before = Found.by(new RawHttp(server.port()), town.ann, town.group);
      }
      old.tell("http://127.0.0.1:9/hooks");
      Files.createDirectories(old.data().resolve("media/ab"));
      Files.writeString(old.data().resolve("media/ab/picture-ü.png"), "pixels");
      Files.writeString(old.folder().resolve("parley.yml"), "parley:\n  retention: forever\n");
      Map<String, List<String>> rows = old.contents();
      Map<String, String> files = old.files();

      Backup.Made made = old.backUp(archive);
      assertThat(made.messages()).isEqualTo(rows.getOrDefault("message", List.of()).size());
      assertThat(rows.get("event_hook")).hasSize(1);
      assertThat(rows.get("event_hook_outbox")).hasSize(1);
      assertThat(made.media()).as("one that was sent, one that lay there").isEqualTo(2);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
          .isEqualTo("rw-------");

      Restore.Restored done = fresh.restore(archive, false);
      assertThat(done.messages()).isEqualTo(made.messages());
      assertThat(done.kept()).isNull();
      assertThat(fresh.contents()).isEqualTo(rows);
      assertThat(fresh.files()).isEqualTo(files);
      assertThat(fresh.folder().resolve("parley.yml"))
          .hasContent("parley:\n  retention: forever\n");
      assertThat(fresh.data().resolve(".restore")).doesNotExist();
      try (ParleyServer server = fresh.start()) {
        assertThat(Found.by(new RawHttp(server.port()), town.ann, town.group)).isEqualTo(before);
        Person ben = new Person(new RawHttp(server.port()), "ben", town.ben.id(), town.ben.token());
        Person ann = new Person(new RawHttp(server.port()), "ann", town.ann.id(), town.ann.token());
        assertThat(pull(ann, cursor).get("reset")).isEqualTo("epoch");
        try (var http = new MediaHttp(server.port())) {
          assertThat(http.get(ben, "/media/" + file).body()).isEqualTo(FILE);
        }
        assertThat(ben.say(town.group, "and on it goes")).isEqualTo(before.log.size() + 1);
      }
    }
  }

  private static Map<String, Object> pull(Person person, String cursor) throws IOException {
    return person.did("GET", "/api/sync?cursor=" + URLEncoder.encode(cursor, UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldGoBackOnlyWhereNoServerRunsAndKeepWhatWasThere(Engine engine) throws IOException {
    try (House house = house(engine, "house")) {
      Town town;
      Map<String, List<String>> copied;
      try (ParleyServer server = house.start()) {
        town = Town.found(new RawHttp(server.port()));
        house.backUp(archive);
        assertThatThrownBy(() -> house.backUp(archive))
            .isInstanceOf(BackupException.class)
            .hasMessageContaining("exists already");
        assertThatThrownBy(() -> house.restore(archive, true))
            .isInstanceOf(BackupException.class)
            .hasMessageContaining("stop it first");
        town.ann.say(town.group, "after the copy");
      }
      Map<String, List<String>> newer = house.contents();
      assertThatThrownBy(() -> house.restore(archive, false))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("--force");
      assertThat(house.contents()).isEqualTo(newer);

      Restore.Restored done = house.restore(archive, true);
      assertThat(done.kept()).isNotNull();
      copied = house.contents();
      assertThat(copied.get("message"))
          .hasSize(newer.getOrDefault("message", List.of()).size() - 1);
      assertThat(House.contents(kept(house, Objects.requireNonNull(done.kept())))).isEqualTo(newer);
      try (ParleyServer server = house.start()) {
        Person ann = new Person(new RawHttp(server.port()), "ann", "", town.ann.token());
        assertThat(ann.log(town.group))
            .extracting(message -> message.get("text"))
            .doesNotContain("after the copy");
      }
    }
  }

  private static StorePlace kept(House house, String told) {
    return house.settings().store() instanceof StorePlace.Database database
        ? new PostgresSchema(database, told.split(" ", -1)[1]).place()
        : new StorePlace.Folder(Path.of(told));
  }

  /** Another process of the same database, whose data folder lies elsewhere. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldNoticeAServerThatRunsElsewhere(Engine engine) throws IOException {
    try (House house = house(engine, "house")) {
      try (ParleyServer server = house.start()) {
        house.backUp(archive);
        Files.delete(house.data().resolve("running.json"));
        assertThatThrownBy(() -> house.restore(archive, true))
            .isInstanceOf(BackupException.class)
            .hasMessageContaining("a server runs on");
        assertThat(new RawHttp(server.port()).get("/health/ready").status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldTouchNothingIfTheArchiveIsDamaged(Engine engine) throws IOException {
    try (House house = house(engine, "house")) {
      try (ParleyServer server = house.start()) {
        Town.found(new RawHttp(server.port()));
      }
      house.backUp(archive);
      Map<String, List<String>> rows = house.contents();
      Map<String, String> files = house.files();
      byte[] whole = Files.readAllBytes(archive);
      for (int length :
          new int[] {0, 1, 20, whole.length / 2, whole.length - 9, whole.length - 1}) {
        refused(house, Arrays.copyOf(whole, length));
      }
      for (int at = 40; at < whole.length - 8; at += whole.length / 7) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 0x10;
        if (!Arrays.equals(unpacked(flipped), unpacked(whole))) { // some bits of gzip say nothing
          refused(house, flipped);
        }
      }
      assertThat(house.contents()).isEqualTo(rows);
      assertThat(house.files()).isEqualTo(files);
      house.restore(archive, true);
    }
  }

  /** What is packed in it; nothing if it cannot be read. */
  private static byte[] unpacked(byte[] gzip) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException _) {
      return new byte[0];
    }
  }

  private void refused(House house, byte[] bytes) throws IOException {
    Path broken = folder.resolve("broken.tar.gz");
    Files.write(broken, bytes);
    assertThatThrownBy(() -> house.restore(broken, true))
        .as("%d bytes", bytes.length)
        .isInstanceOf(BackupException.class);
  }

  @Test
  void shouldBringAnOlderSchemaUpToDate() throws Exception {
    try (House old = house(Engine.SQLITE, "old");
        House fresh = house(Engine.POSTGRESQL, "fresh")) {
      String url = "jdbc:sqlite:" + Files.createDirectories(old.data()).resolve("parley.db");
      Flyway.configure()
          .locations("classpath:db/migration/common", "classpath:db/migration/sqlite")
          .target("8")
          .dataSource(url, null, null)
          .load()
          .migrate();
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.execute(
            "insert into contact (user_id, contact_id, alias, created_at) values (1, 2, 'x', 3)");
      }
      old.backUp(archive);
      fresh.restore(archive, false);
      assertThat(fresh.contents().get("contact")).containsExactly("[1, 2, x, 3]");
      try (ParleyServer server = fresh.start()) {
        Town.found(new RawHttp(server.port()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldRefuseANewerSchema(Engine engine) throws Exception {
    try (House old = house(Engine.SQLITE, "old");
        House house = house(engine, "house")) {
      old.start().close();
      String url = "jdbc:sqlite:" + old.data().resolve("parley.db");
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.execute(
            "update flyway_schema_history set version = '999'"
                + " where installed_rank = (select max(installed_rank) from flyway_schema_history)");
      }
      old.backUp(archive);
      house.start().close();
      Map<String, List<String>> rows = house.contents();
      assertThatThrownBy(() -> house.restore(archive, true))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("update Parley first")
          .hasMessageContaining("nothing was changed");
      assertThat(house.contents()).isEqualTo(rows);
      assertThat(house.data().resolve(".restore")).doesNotExist();
    }
  }
}
