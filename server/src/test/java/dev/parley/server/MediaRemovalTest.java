package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.config.ServerSettings;
import dev.parley.server.s3.S3Stand;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import dev.parley.store.testing.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is left of a file once nobody is to see it any more: no row, no bytes, no other size, on the
 * local disk and in a bucket. One server lives through all of it, and is looked at afterwards.
 */
@ParameterizedClass
@EnumSource(MediaRemovalTest.Place.class)
class MediaRemovalTest {
  @TempDir static Path folder;
  private static final Map<Place, Left> ALL = new EnumMap<>(Place.class);

  /** Where the files lie. */
  enum Place {
    DISK,
    BUCKET
  }

  /** Why a file should go, or not. */
  private enum Fate {
    SHOWN,
    DELETED_MESSAGE,
    DISSOLVED_GROUP,
    SENT_BY_DELETED_ACCOUNT,
    PICTURE_OF_DELETED_ACCOUNT,
    NEVER_SENT
  }

  /** What there was in the beginning, and is in the end: ids of files. */
  private record Left(
      Map<Fate, String> files,
      Collection<String> bytesBefore,
      Collection<String> sizesBefore,
      Collection<String> rows,
      Collection<String> bytes,
      Collection<String> sizes) {}

  private final Left left;

  MediaRemovalTest(Place place) throws IOException {
    Left known = ALL.get(place);
    left = known == null ? lived(place) : known;
    ALL.put(place, left);
  }

  @Test
  void shouldKeepWhatIsStillShown() {
    String shown = Objects.requireNonNull(left.files.get(Fate.SHOWN));
    assertThat(left.bytesBefore).containsExactlyInAnyOrderElementsOf(left.files.values());
    assertThat(left.sizesBefore).containsExactlyInAnyOrderElementsOf(left.files.values());
    assertThat(left.rows).contains(shown);
    assertThat(left.bytes).contains(shown);
    assertThat(left.sizes).contains(shown);
  }

  @Test
  void shouldLeaveNothingOfTheFileOfADeletedMessage() {
    assertGone(Fate.DELETED_MESSAGE);
  }

  @Test
  void shouldLeaveNothingOfTheFilesOfADissolvedConversation() {
    assertGone(Fate.DISSOLVED_GROUP);
  }

  @Test
  void shouldLeaveNothingOfTheFilesOfADeletedAccount() {
    assertGone(Fate.SENT_BY_DELETED_ACCOUNT);
    assertGone(Fate.PICTURE_OF_DELETED_ACCOUNT);
  }

  @Test
  void shouldCollectWhatNobodyEverSent() {
    assertGone(Fate.NEVER_SENT);
  }

  private void assertGone(Fate fate) {
    String file = Objects.requireNonNull(left.files.get(fate));
    assertThat(left.rows).as("rows, %s", fate).doesNotContain(file);
    assertThat(left.bytes).as("bytes, %s", fate).doesNotContain(file);
    assertThat(left.sizes).as("other sizes, %s", fate).doesNotContain(file);
  }

  private static Left lived(Place place) throws IOException {
    try (StoreFixture store = StoreFixture.on(Engine.SQLITE);
        S3Stand bucket = place == Place.BUCKET ? S3Stand.in(folder) : null) {
      Path data = store.folder();
      Path bytes = bucket == null ? data.resolve("media") : bucket.bucket();
      Path sizes = data.resolve("media-cache");
      var settings = new HashMap<String, Object>(Map.of("port", 0, "data", data));
      if (bucket != null) {
        settings.put("media", Map.of("s3", bucket.tree()));
      }
      Map<Fate, String> files;
      try (ParleyServer server = start(settings, 0)) {
        files = people(server.port());
      }
      Collection<String> bytesBefore = names(bytes, files);
      Collection<String> sizesBefore = names(sizes, files);
      // the messages of a group that is gone, and of people who are, are purged much later
      try (Store rows = Store.open(StoreSettings.in(data))) {
        try (ParleyServer _ = start(settings, 400)) {
          await()
              .until(() -> ids(rows, "select file_id from message where file_id > 0").size() == 1);
        }
        try (ParleyServer _ = start(settings, 402)) {
          await().until(() -> ids(rows, "select media_id from media").size() == 1);
        }
        return new Left(
            files,
            bytesBefore,
            sizesBefore,
            ids(rows, "select media_id from media"),
            names(bytes, files),
            names(sizes, files));
      }
    }
  }

  private static ParleyServer start(Map<String, Object> settings, int days) {
    return ParleyServer.start(
        ServerSettings.of(settings), Clock.offset(Clock.systemUTC(), Duration.ofDays(days)));
  }

  /** What people do before all of it is over. */
  private static Map<Fate, String> people(int port) throws IOException {
    var files = new LinkedHashMap<Fate, String>();
    try (var media = new MediaHttp(port)) {
      Person ann = Person.register(new RawHttp(port), "ann");
      Person bob = Person.register(new RawHttp(port), "bob");
      String group = ann.group("Photos", bob);
      String ending = ann.group("Ending", bob);
      for (Fate fate : Fate.values()) {
        boolean ofBob =
            fate == Fate.SENT_BY_DELETED_ACCOUNT || fate == Fate.PICTURE_OF_DELETED_ACCOUNT;
        Person owner = ofBob ? bob : ann;
        byte[] image = Drawings.encoded(Drawings.flag(800, 600), "png");
        String file = String.valueOf(media.upload(owner, fate + ".png", image).get("id"));
        files.put(fate, file);
        assertThat(media.get(owner, "/media/" + file + "/w320").statusCode()).isEqualTo(200);
        switch (fate) {
          case SHOWN, SENT_BY_DELETED_ACCOUNT -> send(owner, group, file);
          case DISSOLVED_GROUP -> send(owner, ending, file);
          case DELETED_MESSAGE -> {
            String seq = send(owner, group, file);
            owner.did("DELETE", "/api/conversations/" + group + "/messages/" + seq);
          }
          case PICTURE_OF_DELETED_ACCOUNT -> owner.did("PATCH", "/api/me", "avatar_id", file);
          case NEVER_SENT -> {}
        }
      }
      ann.did("POST", "/api/conversations/" + ending + "/dissolve");
      bob.did("DELETE", "/api/me", "password", Api.PASSWORD);
    }
    return files;
  }

  private static String send(Person sender, String conversation, String file) throws IOException {
    Map<String, Object> sent =
        sender.did(
            "POST",
            "/api/conversations/" + conversation + "/messages",
            "client_msg_id",
            "m" + file,
            "kind",
            "image",
            "file_id",
            file);
    return String.valueOf(sent.get("seq"));
  }

  private static Collection<String> ids(Store rows, String sql) {
    return rows.read(handle -> handle.createQuery(sql).mapTo(String.class).list()).join();
  }

  /** Which of some files have anything in a folder. */
  private static Collection<String> names(Path folder, Map<Fate, String> files) throws IOException {
    List<String> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(Files::isRegularFile)
            .map(path -> path.getFileName().toString())
            .forEach(all::add);
      }
    }
    var found = new TreeSet<String>();
    for (String name : all) {
      assertThat(files.values()).as("whose %s is", name).anyMatch(name::startsWith);
      files.values().stream().filter(name::startsWith).forEach(found::add);
    }
    return found;
  }
}
