package dev.parley.server;

import static dev.parley.server.MediaHttp.header;
import static dev.parley.server.MediaHttp.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files over HTTP: what is made of them, who gets them, and with which headers. */
class MediaHttpTest {
  private static ServerFixture place;
  private static MediaHttp http;
  private static Person ann;
  private static Person bob;
  private static Person stranger;
  private static String group;

  @BeforeAll
  static void start() throws IOException {
    place = ServerFixture.on(Engine.SQLITE, Map.of("media", Map.of("file-mib", 4)));
    http = new MediaHttp(place.server().port());
    ann = Person.register(place.http(), "ann");
    bob = Person.register(place.http(), "bob");
    stranger = Person.register(place.http(), "stranger");
    group = ann.group("Photos", bob);
  }

  @AfterAll
  static void stop() {
    http.close();
    place.close();
  }

  private static String send(String kind, @Nullable Object file) throws IOException {
    return String.valueOf(
        ann.did(
                "POST",
                "/api/conversations/" + group + "/messages",
                "client_msg_id",
                "m" + System.nanoTime(),
                "kind",
                kind,
                "file_id",
                file)
            .get("seq"));
  }

  private static void assertCode(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
  }

  private static void assertSize(Map<String, Object> image, String width, String height) {
    assertThat(image.get("width")).hasToString(width);
    assertThat(image.get("height")).hasToString(height);
  }

  /** Images that the server has decoded so far. */
  private static long decoded() throws IOException {
    return place
        .http()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("parley_media_decoded_total "))
        .mapToLong(line -> (long) Double.parseDouble(line.split(" ", 2)[1]))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] story() {
    return "0123456789".repeat(1_000).getBytes(UTF_8);
  }

  @Test
  void shouldShowAFileWithItsMessageAndGiveItToThoseWhoSeeIt() throws IOException {
    Map<String, Object> file = http.upload(ann, "träume/..\"\r.txt".replace("\r", ""), story());
    assertThat(file).containsEntry("type", "text/plain").containsEntry("kind", "file");
    String path = "/media/" + file.get("id");
    assertCode(http.get(bob, path), 404, "not-found");
    String seq = send("file", file.get("id"));
    Map<String, Object> shown = bob.did("GET", "/api/conversations/" + group + "/messages/" + seq);
    assertThat(shown.get("file")).isEqualTo(file);
    HttpResponse<byte[]> got = http.get(bob, path);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(story());
    assertThat(header(got, "content-type")).isEqualTo("text/plain");
    assertThat(header(got, "content-disposition"))
        .isEqualTo(
            "attachment; filename=\"tr_ume_.._.txt\"; filename*=UTF-8''tr%C3%A4ume_..%22.txt");
    assertThat(header(got, "cache-control")).isEqualTo("private, max-age=31536000, immutable");
    assertThat(header(got, "content-security-policy")).isEqualTo("sandbox; default-src 'none'");
    assertThat(header(got, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(got, "x-parley-file-slice")).isEmpty();
    assertThat(http.get(stranger, path).statusCode()).isEqualTo(404);
    assertThat(http.send("GET", path, new byte[0]).statusCode()).isEqualTo(401);
    assertCode(http.get(bob, path + "/w320"), 404, "not-found");
    ann.did("DELETE", "/api/conversations/" + group + "/messages/" + seq);
    assertThat(http.get(bob, path).statusCode()).isEqualTo(404);
    assertThat(bob.did("GET", "/api/conversations/" + group + "/messages/" + seq))
        .containsEntry("file", null)
        .containsEntry("file_id", null);
  }

  @Test
  void shouldAnswerConditionsAndRangesAsTheStandardSays() throws IOException {
    String path = "/media/" + http.upload(ann, "story", story()).get("id");
    HttpResponse<byte[]> whole = http.get(ann, path);
    String etag = header(whole, "etag");
    String modified = header(whole, "last-modified");
    assertThat(etag).matches("\"[0-9a-f]{64}\"");
    assertThat(header(whole, "accept-ranges")).isEqualTo("bytes");

    HttpResponse<byte[]> known = http.get(ann, path, "If-None-Match", "\"x\", W/" + etag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(header(known, "etag")).isEqualTo(etag);
    assertThat(known.body()).isEmpty();
    assertThat(http.get(ann, path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
    assertThat(
            http.get(ann, path, "If-None-Match", "\"x\"", "If-Modified-Since", modified)
                .statusCode())
        .as("the ETag wins over the time")
        .isEqualTo(200);
    assertThat(http.get(ann, path, "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    String early = "Sun, 06 Nov 1994 08:49:37 GMT";
    assertThat(http.get(ann, path, "If-Modified-Since", early).statusCode()).isEqualTo(200);
    assertThat(http.get(ann, path, "If-Unmodified-Since", early).statusCode()).isEqualTo(412);
    assertThat(http.get(ann, path, "If-Modified-Since", "some day").statusCode()).isEqualTo(200);

    assertRange(path, "bytes=0-9", "bytes 0-9/10000", 0, 10);
    assertRange(path, "bytes=9995-", "bytes 9995-9999/10000", 9_995, 5);
    assertRange(path, "bytes=-3", "bytes 9997-9999/10000", 9_997, 3);
    assertRange(path, "bytes=9990-20000", "bytes 9990-9999/10000", 9_990, 10);
    for (String beyond : List.of("bytes=10000-", "bytes=-0")) {
      HttpResponse<byte[]> none = http.get(ann, path, "Range", beyond);
      assertThat(none.statusCode()).as(beyond).isEqualTo(416);
      assertThat(header(none, "content-range")).isEqualTo("bytes */10000");
    }
    for (String odd : List.of("bytes=5-2", "lines=1-2", "bytes=0-1,4-5", "bytes=-")) {
      assertThat(http.get(ann, path, "Range", odd).statusCode()).as(odd).isEqualTo(200);
    }
    assertThat(http.get(ann, path, "Range", "bytes=0-9", "If-Range", etag).statusCode())
        .isEqualTo(206);
    assertThat(http.get(ann, path, "Range", "bytes=0-9", "If-Range", "\"x\"").statusCode())
        .isEqualTo(200);

    HttpResponse<byte[]> head =
        http.send("HEAD", path, new byte[0], "Authorization", "Bearer " + ann.token());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "content-length")).isEqualTo("10000");
    assertThat(header(head, "etag")).isEqualTo(etag);
  }

  private static void assertRange(String path, String range, String told, int from, int length)
      throws IOException {
    HttpResponse<byte[]> part = http.get(ann, path, "Range", range);
    assertThat(part.statusCode()).as(range).isEqualTo(206);
    assertThat(header(part, "content-range")).isEqualTo(told);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(story(), from, from + length));
  }

  @Test
  void shouldTakeTheCookieOfABrowserForWhatItShows() throws IOException {
    String path = "/media/" + http.upload(ann, "story", story()).get("id");
    RawHttp.Answer signedIn =
        place
            .http()
            .post(
                "/api/auth/login",
                Api.json("identifier", "ann", "password", Api.PASSWORD, "mode", "cookie"),
                "Origin: http://127.0.0.1:" + place.server().port());
    String cookie =
        signedIn.header("set-cookie").lines().findFirst().orElseThrow().split(";", 2)[0];
    assertThat(cookie).startsWith("parley_");
    String cookies =
        String.join(
            "; ",
            signedIn.header("set-cookie").lines().map(line -> line.split(";", 2)[0]).toList());
    assertThat(http.send("GET", path, new byte[0], "Cookie", cookies).statusCode()).isEqualTo(200);
    assertThat(http.send("DELETE", "/api" + path, new byte[0], "Cookie", cookies).statusCode())
        .as("a cookie alone changes nothing")
        .isEqualTo(401);
  }

  @Test
  void shouldWriteImagesAnewUprightAndWithoutMetadata() throws IOException {
    byte[] sideways = Drawings.withExif(Drawings.encoded(Drawings.flag(400, 300), "jpg"), 6);
    assertThat(new String(sideways, UTF_8)).contains("secret place");
    Map<String, Object> file = http.upload(ann, "holiday.html", sideways);
    assertThat(file).containsEntry("kind", "image").containsEntry("type", "image/jpeg");
    assertSize(file, "300", "400");
    assertThat(String.valueOf(file.get("placeholder")))
        .startsWith("data:image/png;base64,")
        .hasSizeLessThan(600);
    HttpResponse<byte[]> got = http.get(ann, "/media/" + file.get("id"));
    assertThat(new String(got.body(), UTF_8)).doesNotContain("secret place", "Exif");
    assertThat(header(got, "content-disposition")).startsWith("inline;");
    assertThat(header(got, "content-type")).isEqualTo("image/jpeg");
    BufferedImage upright = Drawings.decoded(got.body());
    assertThat(upright.getWidth()).isEqualTo(300);
    // turned to the right: what was above is at the right
    assertThat(new Color(upright.getRGB(280, 200)).getRed()).isGreaterThan(200);
    assertThat(new Color(upright.getRGB(20, 200)).getBlue()).isGreaterThan(200);
    HttpResponse<byte[]> saved = http.get(ann, "/media/" + file.get("id") + "?download");
    assertThat(header(saved, "content-disposition")).startsWith("attachment;");
  }

  @Test
  void shouldMakeLargeImagesSmallerAndKeepTransparency() throws IOException {
    Map<String, Object> large =
        http.upload(ann, "l.png", Drawings.encoded(Drawings.flag(5_000, 1_000), "png"));
    assertSize(large, "2560", "512");
    var clear = new BufferedImage(200, 100, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(100, 50, 0xff00ff00);
    Map<String, Object> sticker = http.upload(ann, "s.png", Drawings.encoded(clear, "png"));
    String path = "/media/" + sticker.get("id") + "/square96";
    HttpResponse<byte[]> square = http.get(ann, path, "Accept", "image/jpeg");
    assertThat(header(square, "content-type")).isEqualTo("image/png");
    assertThat(Drawings.decoded(square.body()).getColorModel().hasAlpha()).isTrue();
  }

  @Test
  void shouldRefuseADecompressionBombAndLargeFiles() throws IOException {
    byte[] bomb = Drawings.bomb(20_000);
    assertThat(bomb).hasSizeLessThan(200_000);
    assertCode(http.tryUpload(ann, "bomb.png", bomb), 400, "image-too-large");
    assertCode(http.tryUpload(ann, "large", new byte[(4 << 20) + 1]), 413, "too-large");
    assertCode(http.tryUpload(ann, "empty", new byte[0]), 400, "invalid-field");
    assertCode(http.tryUpload(ann, "x".repeat(256), story()), 400, "field-too-long");
  }

  @Test
  void shouldNeverShowPagesOrScriptsWhateverTheyAreCalled() throws IOException {
    String script = "<script>alert(document.cookie)</script>";
    String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">" + script + "</svg>";
    byte[] gif = Drawings.encoded(Drawings.flag(20, 20), "gif");
    byte[] polyglot = Arrays.copyOf(gif, gif.length + script.length());
    System.arraycopy(script.getBytes(UTF_8), 0, polyglot, gif.length, script.length());
    Map<String, byte[]> wrong =
        Map.of(
            "photo.jpg", ("<html>" + script + "</html>").getBytes(UTF_8),
            "photo.png", svg.getBytes(UTF_8),
            "broken.gif", ("GIF89a" + script).getBytes(UTF_8));
    for (Map.Entry<String, byte[]> one : wrong.entrySet()) {
      Map<String, Object> file = http.upload(ann, one.getKey(), one.getValue());
      assertThat(file).as(one.getKey()).containsEntry("kind", "file");
      HttpResponse<byte[]> got = http.get(ann, "/media/" + file.get("id"));
      assertThat(header(got, "content-disposition")).startsWith("attachment;");
      assertThat(header(got, "content-security-policy")).startsWith("sandbox;");
    }
    Map<String, Object> both = http.upload(ann, "both.js", polyglot);
    assertThat(both).containsEntry("kind", "image");
    byte[] kept = http.get(ann, "/media/" + both.get("id")).body();
    assertThat(new String(kept, UTF_8)).doesNotContain("script");
  }

  @Test
  void shouldMakeAVariantOnceHoweverManyAskFirst() throws Exception {
    Map<String, Object> file =
        http.upload(ann, "p.jpg", Drawings.encoded(Drawings.flag(1_200, 800), "jpg"));
    String path = "/media/" + file.get("id") + "/w320";
    long before = decoded();
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<byte[]>>> asked = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        asked.add(
            threads.submit(() -> {
              start.await();
              return http.get(ann, path, "Accept", "image/jpeg");
            }));
      }
      start.countDown();
      byte[] first = asked.getFirst().get().body();
      for (Future<HttpResponse<byte[]>> one : asked) {
        assertThat(one.get().statusCode()).isEqualTo(200);
        assertThat(one.get().body()).isEqualTo(first);
      }
      BufferedImage small = Drawings.decoded(first);
      assertThat(small.getWidth()).isEqualTo(320);
      assertThat(small.getHeight()).isEqualTo(213);
    }
    assertThat(decoded() - before).isEqualTo(1);
    HttpResponse<byte[]> got = http.get(ann, path);
    assertThat(header(got, "vary")).contains("Accept");
    assertThat(header(got, "etag"))
        .isNotEqualTo(header(http.get(ann, "/media/" + file.get("id")), "etag"));
    assertThat(http.get(ann, path, "If-None-Match", header(got, "etag")).statusCode())
        .isEqualTo(304);
  }

  @Test
  void shouldGiveBrowsersTheFormThatTheyTake() throws IOException {
    byte[] jpeg = Drawings.encoded(Drawings.flag(1_200, 800), "jpg");
    String path = "/media/" + http.upload(ann, "p.jpg", jpeg).get("id") + "/w960";
    HttpResponse<byte[]> webp = http.get(ann, path, "Accept", "image/avif,image/webp,*/*");
    assertThat(header(webp, "content-type")).isEqualTo("image/webp");
    assertThat(new String(webp.body(), 8, 4, UTF_8)).isEqualTo("WEBP");
    assertThat(Drawings.decoded(webp.body()).getWidth()).isEqualTo(960);
    HttpResponse<byte[]> other = http.get(ann, path, "Accept", "image/png,image/*;q=0.8");
    assertThat(header(other, "content-type")).isEqualTo("image/jpeg");
    assertThat(header(other, "etag")).isNotEqualTo(header(webp, "etag"));
    Map<String, Object> again = http.upload(ann, "photo.jpg", webp.body());
    assertThat(again).containsEntry("kind", "image");
    assertSize(again, "960", "640");
  }

  @Test
  void shouldGivePeopleAndGroupsTheirImages() throws IOException {
    Object image =
        http.upload(bob, "me.png", Drawings.encoded(Drawings.flag(200, 200), "png")).get("id");
    Object story = http.upload(bob, "story", story()).get("id");
    assertThat(bob.did("PATCH", "/api/me", "avatar_id", image, "background_id", image))
        .containsEntry("avatar_id", image)
        .containsEntry("background_id", image);
    assertThat(http.get(stranger, "/media/" + image + "/square96").statusCode()).isEqualTo(200);
    Api.assertField(bob.call("PATCH", "/api/me", "avatar_id", story), "invalid-field", "avatar_id");
    Api.assertField(
        stranger.call("PATCH", "/api/me", "background_id", image),
        "invalid-field",
        "background_id");
    bob.did("PATCH", "/api/me", "avatar_id", "", "background_id", "");
    assertThat(http.get(stranger, "/media/" + image).statusCode()).isEqualTo(404);
    Object avatar =
        http.upload(ann, "g.png", Drawings.encoded(Drawings.flag(50, 50), "png")).get("id");
    ann.did("PATCH", "/api/conversations/" + group, "avatar_id", avatar);
    assertThat(http.get(bob, "/media/" + avatar + "/square96").statusCode()).isEqualTo(200);
    assertThat(http.get(stranger, "/media/" + avatar).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldEndWhatWasJustReadTogetherWithTheRight() throws IOException {
    Object file = http.upload(ann, "story", story()).get("id");
    String path = "/media/" + file;
    String seq = send("file", file);
    Person guest = Person.register(place.http(), "carol");
    Object image =
        http.upload(bob, "me.png", Drawings.encoded(Drawings.flag(50, 50), "png")).get("id");
    bob.did("PATCH", "/api/me", "avatar_id", image);
    for (int i = 0; i < 3; i++) { // the store is asked once at most
      assertThat(http.get(bob, path).statusCode()).isEqualTo(200);
      assertThat(http.get(guest, "/media/" + image + "/square96").statusCode()).isEqualTo(200);
      assertThat(http.get(guest, path).statusCode()).isEqualTo(404);
    }
    ann.did("DELETE", "/api/conversations/" + group + "/messages/" + seq);
    assertThat(http.get(bob, path).statusCode()).as("recalled").isEqualTo(404);
    assertThat(http.get(ann, path).statusCode()).as("its owner").isEqualTo(200);
    String login = Api.json("identifier", "carol", "password", Api.PASSWORD);
    String elsewhere =
        "" + JsonTree.read(place.http().post("/api/auth/login", login).body()).get("access_token");
    new Person(place.http(), "carol", "", elsewhere).did("DELETE", "/api/sessions?others=true");
    assertThat(http.get(guest, "/media/" + image + "/square96").statusCode())
        .as("signed out")
        .isEqualTo(401);
    bob.did("PATCH", "/api/me", "avatar_id", "");
    assertThat(http.get(ann, "/media/" + image).statusCode()).as("no avatar").isEqualTo(404);
  }

  @Test
  void shouldDeleteOwnFilesThatNothingShows() throws IOException {
    Object free = http.upload(ann, "free", story()).get("id");
    Object used = http.upload(ann, "used", story()).get("id");
    send("file", used);
    assertThat(stranger.call("DELETE", "/api/media/" + free).status()).isEqualTo(404);
    assertThat(ann.call("DELETE", "/api/media/" + free).status()).isEqualTo(204);
    assertThat(ann.call("GET", "/api/media/" + free).status()).isEqualTo(404);
    Api.assertProblem(ann.call("DELETE", "/api/media/" + used), 409, "in-use");
    assertThat(JsonTree.read(bob.call("GET", "/api/media/" + used).body()))
        .containsEntry("id", Objects.toString(used));
  }
}
