package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images that move, over HTTP. */
class MediaMotionTest {
  private static ServerFixture place;
  private static MediaHttp http;
  private static Person ann;

  @BeforeAll
  static void start() throws IOException {
    place = ServerFixture.on(Engine.SQLITE);
    http = new MediaHttp(place.server().port());
    ann = Person.register(place.http(), "ann");
  }

  @AfterAll
  static void stop() {
    http.close();
    place.close();
  }

  @Test
  void shouldKeepAnimationsMovingWithoutWhatElseStandsInThem() throws IOException {
    byte[] gif = MovingDrawings.gif(1_200, 90, 3, "secret place");
    assertThat(new String(gif, UTF_8)).contains("secret place");
    byte[] longer = Arrays.copyOf(gif, gif.length + 8);
    System.arraycopy("<script>".getBytes(UTF_8), 0, longer, gif.length, 8);
    Map<String, Object> file = http.upload(ann, "wave.gif", longer);
    assertThat(file).containsEntry("type", "image/gif").containsEntry("kind", "image");
    assertThat(file.get("width") + "x" + file.get("height")).isEqualTo("1200x90");
    assertThat(String.valueOf(file.get("placeholder"))).startsWith("data:image/png;base64,");
    byte[] got = http.get(ann, "/media/" + file.get("id")).body();
    assertThat(MovingDrawings.frames(got)).isEqualTo(3);
    assertThat(new String(got, UTF_8)).doesNotContain("secret", "script").contains("NETSCAPE2.0");
    byte[] small = http.get(ann, "/media/" + file.get("id") + "/w320").body();
    assertThat(Drawings.decoded(small).getWidth()).isEqualTo(320);

    byte[] webp =
        MovingDrawings.webp(
            http.get(ann, "/media/" + file.get("id") + "/w320", "Accept", "image/webp").body(),
            320,
            24,
            "secret place");
    Map<String, Object> moving = http.upload(ann, "wave.webp", webp);
    assertThat(moving).containsEntry("type", "image/webp");
    assertThat(moving.get("width") + "x" + moving.get("height")).isEqualTo("320x24");
    byte[] kept = http.get(ann, "/media/" + moving.get("id")).body();
    assertThat(new String(kept, UTF_8)).contains("ANMF").doesNotContain("secret", "EXIF");
    assertThat(kept.length).isEqualTo(8 + MovingDrawings.length(kept));

    byte[] cut = Arrays.copyOf(gif, gif.length - 20);
    assertThat(http.upload(ann, "cut.gif", cut).get("type")).isNotEqualTo("image/gif");
    byte[] still = MovingDrawings.gif(200, 100, 1, "x");
    assertThat(http.upload(ann, "still.gif", still)).containsEntry("type", "image/png");
  }
}
