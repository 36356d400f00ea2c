package dev.parley.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {
  private static final WebhookEndpoint ANY =
      WebhookEndpoint.to(URI.create("https://example.com/hooks?token=hidden"));

  @Test
  void shouldWantAllUnlessItSaysOtherwise() {
    for (WebhookEvent event : WebhookEvent.values()) {
      assertThat(ANY.wants(event, "any")).isTrue();
      assertThat(WebhookEvent.of(event.wireName())).contains(event);
    }
    WebhookEndpoint some = ANY.withEvents(WebhookEvent.CACHE_MISS).withChannels("private-", "-eu");
    assertThat(some.wants(WebhookEvent.CACHE_MISS, "private-a-eu")).isTrue();
    assertThat(some.wants(WebhookEvent.CACHE_MISS, "private-a")).isFalse();
    assertThat(some.wants(WebhookEvent.CACHE_MISS, "a-eu")).isFalse();
    assertThat(some.wants(WebhookEvent.CLIENT_EVENT, "private-a-eu")).isFalse();
  }

  @Test
  void shouldNotShowWhatMayBeSecret() {
    assertThat(ANY.withHeaders(Map.of("X-Token", "s3cret")).toString())
        .contains("https://example.com", "X-Token")
        .doesNotContain("hidden", "s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "/hooks",
        "ftp://example.com/",
        "https:///hooks",
        "mailto:a@b",
        "https://user:s3cret@example.com/",
        "https://example.com/#part",
        "http://example.com:0/"
      })
  void shouldRefuseOtherUrls(String url) {
    assertThatThrownBy(() -> WebhookEndpoint.to(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: ")
        .message()
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Type", "x-pusher-key", "HOST", "a b", "", "X-\u00e9"})
  void shouldRefuseHeadersThatAreNotItsOwn(String name) {
    assertThatThrownBy(() -> ANY.withHeaders(Map.of(name, "v")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("headers: " + name);
  }

  @Test
  void shouldRefuseHeaderValuesThatWouldBreakTheRequest() {
    assertThatThrownBy(() -> ANY.withHeaders(Map.of("X-A", "s3cret\r\nX-B: 1")))
        .hasMessage("headers: X-A: expected at most 4000 printable ASCII characters");
  }

  @Test
  void shouldRefuseToTellAnEndpointTwice() {
    assertThatThrownBy(() -> new WebhookOptions(List.of(ANY, ANY), false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
