package dev.parley.channels.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.hub.Transition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Request;
import org.junit.jupiter.api.Tag;

/** What an operator may write into a webhook, and which events of which channels then reach it. */
@Tag("fuzz")
class WebhookFuzzTest {
  private static final String SECRET = "5ecret";

  /** Lines: events by name, prefix, suffix, channel, then what a client wrote. */
  @FuzzTest(maxDuration = "2m")
  void filtersPassWhatTheyNameAndNothingElse(byte[] input) {
    String[] lines = new String(input, UTF_8).split("\n", 5);
    var events = EnumSet.noneOf(WebhookEvent.class);
    Arrays.stream(line(lines, 0).split(","))
        .map(WebhookEvent::of)
        .flatMap(Optional::stream)
        .forEach(events::add);
    String prefix = line(lines, 1);
    String suffix = line(lines, 2);
    String channel = line(lines, 3);
    var endpoint =
        new WebhookEndpoint(URI.create("http://a.example/"), events, prefix, suffix, Map.of());
    boolean begins = channel.indexOf(prefix) == 0;
    boolean ends =
        channel.length() >= suffix.length()
            && channel.substring(channel.length() - suffix.length()).equals(suffix);
    for (Transition transition : transitions(channel, line(lines, 4))) {
      JsonObject told = JsonParser.parseString(Envelope.event(transition)).getAsJsonObject();
      String name = told.get("name").getAsString();
      WebhookEvent event = WebhookEvent.of(name).orElseThrow();
      boolean wanted = events.isEmpty() || events.contains(event);
      assertThat(endpoint.wants(event, channel))
          .as("%s of %s", name, channel)
          .isEqualTo(wanted && begins && ends);
      if (endpoint.wants(event, channel)) {
        assertThat(Webhooks.concerns(endpoint, transition)).as("heard: %s", name).isTrue();
        assertThat(told.get("channel").getAsString()).isEqualTo(wellFormed(channel));
      }
    }
  }

  /** Lines: URL, header name, header value. */
  @FuzzTest(maxDuration = "2m")
  void takesOnlyWhatCanBeSentAndQuotesNoSecret(byte[] input) {
    String[] lines = new String(input, UTF_8).split("\n", 3);
    String name = line(lines, 1);
    String value = line(lines, 2);
    URI url;
    try {
      url = new URI(line(lines, 0));
    } catch (URISyntaxException _) {
      return;
    }
    WebhookEndpoint endpoint;
    try {
      endpoint = WebhookEndpoint.to(url).withHeaders(Map.of(name, value));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s)(url|headers): .*");
      if (!name.contains(SECRET)) {
        assertThat(e.getMessage()).doesNotContain(SECRET);
      }
      return;
    }
    if (!name.contains(SECRET) && !endpoint.origin().contains(SECRET)) {
      assertThat(endpoint.toString()).doesNotContain(SECRET);
    }
    Request request =
        new Request.Builder().url(endpoint.url().toString()).header(name, value).build();
    assertThat(request.headers(name)).as("header %s", name).hasSize(1);
  }

  private static List<Transition> transitions(String channel, String text) {
    return List.of(
        new Transition.ChannelOccupied(channel),
        new Transition.ChannelVacated(channel),
        new Transition.MemberAdded(channel, text),
        new Transition.MemberRemoved(channel, text),
        new Transition.ClientEvent(channel, "client-" + text, text, "1.2", null),
        new Transition.ClientEvent(channel, "client-e", text, "1.2", text),
        new Transition.CacheMiss(channel),
        new Transition.SubscriptionCount(channel, text.length()));
  }

  /** As a JSON reader gives it back; input decoded from UTF-8 holds no lone surrogate. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static String line(String[] lines, int index) {
    return index < lines.length ? lines[index] : "";
  }
}
