package dev.parley.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.media.LocalMedia;
import dev.parley.messenger.media.MediaStore;
import dev.parley.server.config.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of files does, on the local disk and in a bucket. */
@ParameterizedClass
@EnumSource(MediaStoresTest.Kind.class)
class MediaStoresTest {
  private static final int PART_BYTES = 5 << 20;

  @TempDir static Path folder;
  private static final Map<Kind, MediaStore> STORES = new EnumMap<>(Kind.class);
  private static S3Stand stand;

  /** Where the files lie. */
  enum Kind {
    LOCAL,
    BUCKET_IN_THE_PATH,
    BUCKET_IN_THE_HOST
  }

  @BeforeAll
  static void start() {
    if (stand != null) {
      return;
    }
    stand = S3Stand.named(folder);
    STORES.put(Kind.LOCAL, new LocalMedia(folder.resolve("media")));
    STORES.put(Kind.BUCKET_IN_THE_PATH, bucket(stand.settings(true)));
    STORES.put(Kind.BUCKET_IN_THE_HOST, bucket(stand.settings(false)));
  }

  private static S3Media bucket(S3Settings settings) {
    // takes the place of the names' entries in the DNS
    HttpClient http = HttpClient.newBuilder().proxy(ProxySelector.of(stand.address())).build();
    return new S3Media(settings, Clock.systemUTC(), http, PART_BYTES);
  }

  @AfterAll
  static void stop() {
    STORES.values().forEach(MediaStore::close);
    stand.close();
  }

  private final Kind kind;

  MediaStoresTest(Kind kind) {
    this.kind = kind;
  }

  private MediaStore store() {
    return Objects.requireNonNull(STORES.get(kind));
  }

  private static Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "file", ""), content);
  }

  @Test
  void shouldGiveBackWhatItTookInWholeAndInParts() throws IOException {
    byte[] content = "0123456789".repeat(100_000).getBytes(UTF_8);
    Path file = file(content);
    store().put("0a/1", file);
    assertThat(file).doesNotExist();
    assertThat(read("0a/1", 0, content.length)).isEqualTo(content);
    assertThat(read("0a/1", 7, 11)).isEqualTo(Arrays.copyOfRange(content, 7, 18));
    assertThat(read("0a/1", content.length - 1, 1)).asString(UTF_8).isEqualTo("9");
    store().local("0a/1").ifPresent(place -> assertThat(place).hasBinaryContent(content));
  }

  @Test
  void shouldTakeAFileOfSeveralParts() throws IOException {
    byte[] content = new byte[2 * PART_BYTES + 12_345];
    new Random(1).nextBytes(content);
    store().put("0a/2", file(content));
    assertThat(read("0a/2", 0, content.length)).isEqualTo(content);
    assertThat(read("0a/2", PART_BYTES - 3, 6))
        .as("over the seam of two parts")
        .isEqualTo(Arrays.copyOfRange(content, PART_BYTES - 3, PART_BYTES + 3));
  }

  @Test
  void shouldDeleteForGoodAndMoreThanOnce() throws IOException {
    store().put("0a/3", file(new byte[10]));
    store().delete("0a/3");
    store().delete("0a/3");
    assertThatThrownBy(() -> read("0a/3", 0, 10)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> read("0b/3", 0, 1)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldReplaceWhatAnInterruptedUploadLeft() throws IOException {
    store().put("0a/4", file("before".getBytes(UTF_8)));
    store().put("0a/4", file("after!".getBytes(UTF_8)));
    assertThat(read("0a/4", 0, 6)).asString(UTF_8).isEqualTo("after!");
  }

  @Test
  void shouldSayThatItAnswers() throws IOException {
    store().check();
  }

  private byte[] read(String key, long from, long length) throws IOException {
    try (InputStream in = store().read(key, from, length)) {
      return in.readAllBytes();
    }
  }
}
