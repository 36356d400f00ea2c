package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.store.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The head-count on a page of somebody else's, in a real browser. */
class HeadCountTest {
  private static final String ORIGIN = "https://blog.example";

  private static ServerFixture place() {
    return ServerFixture.on(
        Engine.SQLITE,
        Map.of(
            "apps",
            List.of(
                Map.of(
                    "id",
                    "7",
                    "keys",
                    List.of(Map.of("key", "public-key", "secret", "hush-hush")),
                    "options",
                    Map.of("head-count", true)))));
  }

  @Test
  void shouldCountPeopleAndTheirReadingInRealTabs() throws Exception {
    try (ServerFixture place = place()) {
      App app = place.server().apps().defaultApp();
      WebScript.run(
          "headcount",
          List.of("npm", "run", "--silent", "browser"),
          Map.of(
              "PUSHER_KEY", app.keys().getFirst().key(),
              "PUSHER_PORT", Integer.toString(place.server().port())));
    }
  }

  @Test
  void shouldGiveTheScriptToPagesOfOtherOriginsSmallAndForAnHour() throws Exception {
    try (ServerFixture place = place()) {
      var http = new RawHttp(place.server().port());
      RawHttp.Answer script = http.get("/headcount.js", "Origin: " + ORIGIN);
      assertThat(script.status()).isEqualTo(200);
      assertThat(script.header("cross-origin-resource-policy")).isEqualTo("cross-origin");
      assertThat(script.header("cache-control")).isEqualTo("public, max-age=3600");
      RawHttp.Answer small = http.get("/headcount.js", "Accept-Encoding: br");
      assertThat(Integer.parseInt(small.header("content-length"))).isLessThan(5_000);
      String etag = small.header("etag");
      assertThat(
              http.get("/headcount.js", "Accept-Encoding: br", "If-None-Match: " + etag).status())
          .isEqualTo(304);
    }
  }
}
