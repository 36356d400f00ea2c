package dev.parley.server;

import static dev.parley.server.MediaHttp.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A CDN in front of the files: whom it is told to serve, and for how long. */
class MediaLinksHttpTest {
  private static final byte[] STORY = "a story".getBytes(UTF_8);

  @Test
  void shouldSendReadersToTheCdnAndItBackForWhatItLacks() throws IOException {
    try (var place =
            ServerFixture.on(
                Engine.SQLITE, Map.of("media", Map.of("public-url", "https://cdn.example.org")));
        var http = new MediaHttp(place.server().port())) {
      Person ann = Person.register(place.http(), "ann");
      Person bob = Person.register(place.http(), "bob");
      Object id = http.upload(ann, "story", STORY).get("id");
      Object other = http.upload(ann, "other", STORY).get("id");
      String path = "/media/" + id;
      HttpResponse<byte[]> sent = http.get(ann, path);
      assertThat(sent.statusCode()).isEqualTo(302);
      assertThat(header(sent, "cache-control")).isEqualTo("private, no-store");
      URI link = URI.create(header(sent, "location"));
      assertThat(link.toString()).startsWith("https://cdn.example.org" + path + "?link=");
      assertThat(header(http.get(ann, path), "location")).as("stable").isEqualTo(link.toString());
      assertThat(http.get(bob, path).statusCode()).isEqualTo(404);

      HttpResponse<byte[]> fetched = http.send("GET", at(link), new byte[0]);
      assertThat(fetched.statusCode()).isEqualTo(200);
      assertThat(fetched.body()).isEqualTo(STORY);
      assertThat(header(fetched, "cache-control")).isEqualTo("public, max-age=3600, immutable");
      assertThat(fetched.headers().allValues("cross-origin-resource-policy"))
          .containsExactly("cross-origin");
      assertThat(
              http.send("GET", at(link), new byte[0], "If-None-Match", header(fetched, "etag"))
                  .statusCode())
          .isEqualTo(304);

      String altered =
          at(link).replaceFirst("link=.", "link=" + (at(link).contains("link=A") ? "B" : "A"));
      for (String wrong :
          new String[] {altered, path + "?link=x", at(link).replace(path, "/media/" + other)}) {
        assertThat(http.send("GET", wrong, new byte[0]).statusCode()).as(wrong).isEqualTo(403);
      }
      assertThat(place.http().get("/welcome").header("content-security-policy"))
          .contains("img-src 'self' data: blob: https://cdn.example.org;");
    }
  }

  private static String at(URI link) {
    return link.getRawPath() + "?" + link.getRawQuery();
  }
}
