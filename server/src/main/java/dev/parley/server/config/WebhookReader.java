package dev.parley.server.config;

import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.app.WebhookOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the {@code webhooks} of an app. Errors show neither URLs nor headers: both hold secrets.
 */
final class WebhookReader {
  private WebhookReader() {}

  static WebhookOptions read(Section app, Section options) {
    boolean batching = options.flag("webhook-batching", WebhookOptions.NONE.batching());
    List<WebhookEndpoint> endpoints = new ArrayList<>();
    for (Section section : app.sections("webhooks")) {
      endpoints.add(endpoint(section));
    }
    try {
      return new WebhookOptions(endpoints, batching);
    } catch (IllegalArgumentException e) {
      throw app.error(String.valueOf(e.getMessage()));
    }
  }

  private static WebhookEndpoint endpoint(Section section) {
    URI url = url(section);
    EnumSet<WebhookEvent> events = events(section);
    String prefix = section.text("channel-prefix", "");
    String suffix = section.text("channel-suffix", "");
    var headers = section.pairs("headers");
    section.end();
    try {
      return new WebhookEndpoint(url, events, prefix, suffix, headers);
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }

  private static URI url(Section section) {
    try {
      return new URI(section.text("url", ""));
    } catch (URISyntaxException _) {
      throw section.error("url", "a URL");
    }
  }

  private static EnumSet<WebhookEvent> events(Section section) {
    var events = EnumSet.noneOf(WebhookEvent.class);
    for (String name : section.texts("events")) {
      events.add(
          WebhookEvent.of(name)
              .orElseThrow(() ->
                  section.error(
                      "events: unknown event %s; expected some of %s".formatted(name, all()))));
    }
    return events;
  }

  private static String all() {
    return Arrays.stream(WebhookEvent.values())
        .map(WebhookEvent::wireName)
        .collect(Collectors.joining(", "));
  }
}
