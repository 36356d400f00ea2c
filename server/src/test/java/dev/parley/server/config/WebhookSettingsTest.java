package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.app.WebhookOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {
  @Test
  void shouldReadEveryKey() {
    WebhookOptions webhooks =
        read(
            Map.of("webhook-batching", "true"),
            Map.of(
                "url", "https://example.com/hooks",
                "events", List.of("channel_occupied", "client_event"),
                "channel-prefix", "private-",
                "channel-suffix", "-eu",
                "headers", Map.of("X-A", "b")),
            Map.of("url", "http://example.com/other"));
    assertThat(webhooks.batching()).isTrue();
    assertThat(webhooks.endpoints())
        .containsExactly(
            new WebhookEndpoint(
                URI.create("https://example.com/hooks"),
                Set.of(WebhookEvent.CHANNEL_OCCUPIED, WebhookEvent.CLIENT_EVENT),
                "private-",
                "-eu",
                Map.of("X-A", "b")),
            WebhookEndpoint.to(URI.create("http://example.com/other")));
  }

  @Test
  void shouldAllowPrivateAddressesUnlessToldOtherwise() {
    assertThat(ServerSettings.of(Map.of()).webhooks().allowPrivate()).isTrue();
    var off = Map.of("webhooks", Map.of("allow-private", "false"));
    assertThat(ServerSettings.of(off).webhooks().allowPrivate()).isFalse();
  }

  @Test
  void shouldReadThoseOfTheDefaultApp() {
    var tree = Map.of("default-app", Map.of("webhooks", List.of(Map.of("url", "http://a.b/"))));
    assertThat(ServerSettings.of(tree).defaultApp().options().webhooks().endpoints())
        .containsExactly(WebhookEndpoint.to(URI.create("http://a.b/")));
  }

  @Test
  void shouldSayWhatIsWrongWithoutShowingSecrets() {
    assertWrong(
        Map.of("url", "http://a b/?token=s3cret"),
        "parley.apps[0].webhooks[0].url: expected a URL, got something else (not shown)");
    assertWrong(
        Map.of("url", "ftp://example.com/s3cret"),
        "parley.apps[0].webhooks[0].url: expected http://HOST/… or https://HOST/…");
    assertWrong(
        Map.of(), "parley.apps[0].webhooks[0].url: expected http://HOST/… or https://HOST/…");
    assertWrong(
        Map.of("url", "http://a.b/", "events", List.of("channel_ocupied")),
        "parley.apps[0].webhooks[0].events: unknown event channel_ocupied; expected some of"
            + " channel_occupied, channel_vacated, member_added, member_removed, client_event,"
            + " cache_miss, subscription_count");
    assertWrong(
        Map.of("url", "http://a.b/", "headers", Map.of("X-A", "s3cret\n")),
        "parley.apps[0].webhooks[0].headers: X-A: expected at most 4000 printable ASCII"
            + " characters");
    assertWrong(
        Map.of("url", "http://a.b/", "headers", "s3cret"),
        "parley.apps[0].webhooks[0].headers: expected a mapping, got something else (not shown)");
    assertWrong(
        Map.of("url", "http://a.b/", "header", "x"),
        "parley.apps[0].webhooks[0].header: unknown key; expected one of channel-prefix,"
            + " channel-suffix, events, headers, url");
  }

  private static void assertWrong(Map<String, ?> webhook, String message) {
    assertThatThrownBy(() -> read(Map.of(), webhook))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  private static WebhookOptions read(Map<String, ?> options, Map<?, ?>... webhooks) {
    var app =
        Map.of(
            "id",
            "3",
            "keys",
            List.of(Map.of("key", "k", "secret", "s")),
            "options",
            options,
            "webhooks",
            List.of(webhooks));
    return ServerSettings.of(Map.of("apps", List.of(app))).apps().getFirst().options().webhooks();
  }
}
