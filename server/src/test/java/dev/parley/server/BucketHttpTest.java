package dev.parley.server;

import static dev.parley.server.MediaHttp.header;
import static dev.parley.server.MediaHttp.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.s3.S3Stand;
import dev.parley.store.Engine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over HTTP from a server whose files lie in a bucket. */
class BucketHttpTest {
  @TempDir static Path folder;
  private static S3Stand bucket;
  private static ServerFixture place;
  private static MediaHttp http;
  private static Person ann;

  @BeforeAll
  static void start() throws IOException {
    bucket = S3Stand.in(folder);
    place = ServerFixture.on(Engine.SQLITE, Map.of("media", Map.of("s3", bucket.tree())));
    http = new MediaHttp(place.server().port());
    ann = Person.register(place.http(), "ann");
  }

  @AfterAll
  static void stop() {
    http.close();
    place.close();
    bucket.close();
  }

  private static byte[] story() {
    return "0123456789".repeat(1_000).getBytes(UTF_8);
  }

  private static boolean holds(@Nullable Object id) throws IOException {
    try (Stream<Path> files = Files.walk(bucket.bucket())) {
      return files.anyMatch(file -> file.getFileName().toString().equals(String.valueOf(id)));
    }
  }

  @Test
  void shouldGiveFilesOfABucketAsTheStandardSays() throws IOException {
    Object id = http.upload(ann, "story", story()).get("id");
    assertThat(holds(id)).isTrue();
    String path = "/media/" + id;
    HttpResponse<byte[]> whole = http.get(ann, path);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(story());
    assertThat(header(whole, "content-length")).isEqualTo("10000");
    HttpResponse<byte[]> part = http.get(ann, path, "Range", "bytes=9990-");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(header(part, "content-range")).isEqualTo("bytes 9990-9999/10000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(story(), 9_990, 10_000));
    assertThat(http.get(ann, path, "If-None-Match", header(whole, "etag")).statusCode())
        .isEqualTo(304);
    assertThat(http.get(ann, path, "Range", "bytes=10000-").statusCode()).isEqualTo(416);
    HttpResponse<byte[]> head =
        http.send("HEAD", path, new byte[0], "Authorization", "Bearer " + ann.token());
    assertThat(header(head, "content-length")).isEqualTo("10000");
  }

  @Test
  void shouldMakeOtherSizesOfImagesInABucket() throws IOException {
    byte[] jpeg = Drawings.encoded(Drawings.flag(1_200, 800), "jpg");
    Object id = http.upload(ann, "p.jpg", jpeg).get("id");
    HttpResponse<byte[]> small = http.get(ann, "/media/" + id + "/w320", "Accept", "image/jpeg");
    assertThat(Drawings.decoded(small.body()).getWidth()).isEqualTo(320);
  }

  @Test
  void shouldSayThatFilesAreOutOfReachAndGoOnWhenTheyAreNot() throws IOException {
    Object id = http.upload(ann, "story", story()).get("id");
    String upload = begun();
    bucket.kill();
    try {
      HttpResponse<byte[]> got = http.get(ann, "/media/" + id);
      assertThat(got.statusCode()).as(text(got)).isEqualTo(503);
      assertThat(text(got)).contains("\"code\":\"busy\"").doesNotContain("127.0.0.1");
      assertThat(http.tryUpload(ann, "story", story()).statusCode()).isEqualTo(503);
      assertThat(patched(upload, 0, story()).statusCode()).isEqualTo(503);
      assertThat(place.http().get("/health/ready").status()).isEqualTo(200);
    } finally {
      bucket.startAgain();
    }
    assertThat(http.get(ann, "/media/" + id).body()).isEqualTo(story());
    assertThat(patched(upload, story().length, new byte[0]).statusCode())
        .as("all had come, and nothing has to be sent again")
        .isEqualTo(204);
    String file = upload.substring(upload.lastIndexOf('/') + 1);
    assertThat(http.get(ann, "/media/" + file).body()).isEqualTo(story());
  }

  private static String begun() throws IOException {
    HttpResponse<byte[]> begun =
        http.send(
            "POST",
            "/api/media/uploads",
            new byte[0],
            "Authorization",
            "Bearer " + ann.token(),
            "Tus-Resumable",
            "1.0.0",
            "Upload-Length",
            Integer.toString(story().length));
    assertThat(begun.statusCode()).as(text(begun)).isEqualTo(201);
    return header(begun, "location");
  }

  private static HttpResponse<byte[]> patched(String upload, int offset, byte[] content)
      throws IOException {
    return http.send(
        "PATCH",
        upload,
        content,
        "Authorization",
        "Bearer " + ann.token(),
        "Tus-Resumable",
        "1.0.0",
        "Content-Type",
        "application/offset+octet-stream",
        "Upload-Offset",
        Integer.toString(offset));
  }
}
