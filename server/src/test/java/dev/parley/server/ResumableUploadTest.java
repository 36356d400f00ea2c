package dev.parley.server;

import static dev.parley.server.MediaHttp.header;
import static dev.parley.server.MediaHttp.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tus protocol 1.0.0: core, creation, expiration, termination. */
class ResumableUploadTest {
  private static final String UPLOADS = "/api/media/uploads";
  private static final byte[] FILE = "0123456789".repeat(30_000).getBytes(UTF_8);

  private static ServerFixture place;
  private static MediaHttp http;
  private static Person ann;
  private static Person bob;

  @BeforeAll
  static void start() throws IOException {
    place = ServerFixture.on(Engine.SQLITE);
    http = new MediaHttp(place.server().port());
    ann = Person.register(place.http(), "ann");
    bob = Person.register(place.http(), "bob");
  }

  @AfterAll
  static void stop() {
    http.close();
    place.close();
  }

  private static HttpResponse<byte[]> ask(
      Person who, String method, String path, byte[] body, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + who.token(), "Tus-Resumable", "1.0.0"));
    return http.send(method, path, body, all.toArray(String[]::new));
  }

  private static HttpResponse<byte[]> patch(String path, long offset, byte[] body)
      throws IOException {
    return ask(
        ann,
        "PATCH",
        path,
        body,
        "Content-Type",
        "application/offset+octet-stream",
        "Upload-Offset",
        Long.toString(offset));
  }

  private static String begin(long size) throws IOException {
    HttpResponse<byte[]> begun =
        ask(
            ann,
            "POST",
            UPLOADS,
            new byte[0],
            "Upload-Length",
            Long.toString(size),
            "Upload-Metadata",
            "x,filename " + Base64.getEncoder().encodeToString("旅行.txt".getBytes(UTF_8)));
    assertThat(begun.statusCode()).as(text(begun)).isEqualTo(201);
    assertThat(header(begun, "tus-resumable")).isEqualTo("1.0.0");
    assertThat(header(begun, "upload-expires")).endsWith(" GMT");
    assertThat(header(begun, "location")).matches("/api/media/uploads/\\d+");
    return header(begun, "location");
  }

  @Test
  void shouldTellWhatItCanDo() throws IOException {
    HttpResponse<byte[]> told = http.send("OPTIONS", UPLOADS, new byte[0]);
    assertThat(told.statusCode()).isEqualTo(204);
    assertThat(header(told, "tus-version")).isEqualTo("1.0.0");
    assertThat(header(told, "tus-extension")).isEqualTo("creation,expiration,termination");
    assertThat(header(told, "tus-max-size")).isEqualTo("268435456");
  }

  @Test
  void shouldTakeAFileInPiecesAndGiveItBackWhole() throws IOException {
    String upload = begin(FILE.length);
    HttpResponse<byte[]> first = patch(upload, 0, Arrays.copyOf(FILE, 100_000));
    assertThat(first.statusCode()).as(text(first)).isEqualTo(204);
    assertThat(header(first, "upload-offset")).isEqualTo("100000");
    HttpResponse<byte[]> wrong = patch(upload, 5, new byte[] {1});
    assertThat(wrong.statusCode()).isEqualTo(409);
    HttpResponse<byte[]> known = ask(ann, "HEAD", upload, new byte[0]);
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(header(known, "upload-offset")).isEqualTo("100000");
    assertThat(header(known, "upload-length")).isEqualTo("" + FILE.length);
    assertThat(header(known, "cache-control")).isEqualTo("no-store");
    HttpResponse<byte[]> last =
        patch(upload, 100_000, Arrays.copyOfRange(FILE, 100_000, FILE.length));
    assertThat(last.statusCode()).as(text(last)).isEqualTo(204);
    String id = upload.substring(upload.lastIndexOf('/') + 1);
    assertThat(JsonTree.read(ann.call("GET", "/api/media/" + id).body()))
        .containsEntry("name", "旅行.txt");
    assertThat(http.get(ann, "/media/" + id).body()).isEqualTo(FILE);
    assertThat(ask(ann, "HEAD", upload, new byte[0]).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldKeepWhatCameBeforeTheLineWasCut() throws IOException {
    String upload = begin(FILE.length);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), place.server().port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          PATCH %s HTTP/1.1\r
          Host: 127.0.0.1\r
          Authorization: Bearer %s\r
          Tus-Resumable: 1.0.0\r
          Upload-Offset: 0\r
          Content-Type: application/offset+octet-stream\r
          Content-Length: %d\r
          \r
          """
              .formatted(upload, ann.token(), FILE.length)
              .getBytes(UTF_8));
      out.write(FILE, 0, 200_000);
      out.flush();
      Awaitility.await().until(() -> offset(upload) > 0);
    }
    Awaitility.await().until(() -> patch(upload, offset(upload), new byte[0]).statusCode() == 204);
    int there = (int) offset(upload);
    HttpResponse<byte[]> last = patch(upload, there, Arrays.copyOfRange(FILE, there, FILE.length));
    assertThat(last.statusCode()).as(text(last)).isEqualTo(204);
    String id = upload.substring(upload.lastIndexOf('/') + 1);
    assertThat(http.get(ann, "/media/" + id).body()).isEqualTo(FILE);
  }

  private static long offset(String upload) throws IOException {
    return Long.parseLong(header(ask(ann, "HEAD", upload, new byte[0]), "upload-offset"));
  }

  @Test
  void shouldForgetWhatWasGivenUpAndHideWhatIsOthers() throws IOException {
    String upload = begin(10);
    assertThat(ask(bob, "HEAD", upload, new byte[0]).statusCode()).isEqualTo(404);
    assertThat(ask(bob, "DELETE", upload, new byte[0]).statusCode()).isEqualTo(404);
    assertThat(ask(ann, "DELETE", upload, new byte[0]).statusCode()).isEqualTo(204);
    assertThat(ask(ann, "HEAD", upload, new byte[0]).statusCode()).isEqualTo(404);
    assertThat(patch(upload, 0, new byte[1]).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldRefuseOtherVersionsTypesAndSizes() throws IOException {
    String upload = begin(10);
    HttpResponse<byte[]> old =
        http.send(
            "HEAD",
            upload,
            new byte[0],
            "Authorization",
            "Bearer " + ann.token(),
            "Tus-Resumable",
            "0.2.2");
    assertThat(old.statusCode()).isEqualTo(412);
    assertThat(ask(ann, "PATCH", upload, new byte[1], "Upload-Offset", "0").statusCode())
        .isEqualTo(415);
    assertThat(patch(upload, 0, new byte[11]).statusCode()).isEqualTo(413);
    assertThat(ask(ann, "POST", UPLOADS, new byte[0], "Upload-Length", "many").statusCode())
        .isEqualTo(400);
    assertThat(ask(ann, "POST", UPLOADS, new byte[0], "Upload-Length", "268435457").statusCode())
        .isEqualTo(413);
  }
}
