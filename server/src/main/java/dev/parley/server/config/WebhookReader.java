package dev.parley.server.config;

import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.app.WebhookOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the {@code webhooks} of an app. Errors show neither URLs nor headers: both hold secrets.
 */
final class WebhookReader {
  private WebhookReader() {}

  /**
   * What the app says of its webhooks, and {@code base} where it is silent. A list that is given
   * stands alone: it adds nothing to the base's.
   */
  static WebhookOptions read(Section app, Section options, WebhookOptions base) {
    boolean batching = options.flag("webhook-batching", base.batching());
    boolean given = app.has("webhooks");
    List<WebhookEndpoint> endpoints = new ArrayList<>();
    for (Section section : app.sections("webhooks")) {
      endpoints.add(endpoint(section));
    }
    try {
      return new WebhookOptions(given ? endpoints : base.endpoints(), batching);
    } catch (IllegalArgumentException e) {
      throw app.errorBelow(String.valueOf(e.getMessage()));
    }
  }

  /** The inverse, without what may be secret: a URL's query and the values of headers. */
  static List<Object> describe(WebhookOptions webhooks) {
    List<Object> list = new ArrayList<>();
    for (WebhookEndpoint endpoint : webhooks.endpoints()) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("url", withoutQuery(endpoint.url()));
      if (endpoint.events().size() < WebhookEvent.values().length) {
        tree.put(
            "events", endpoint.events().stream().sorted().map(WebhookEvent::wireName).toList());
      }
      tree.put("channel-prefix", endpoint.channelPrefix());
      tree.put("channel-suffix", endpoint.channelSuffix());
      tree.put("headers", endpoint.headers().keySet().stream().sorted().toList());
      tree.values().removeIf(value -> value.equals("") || value.equals(List.of()));
      list.add(tree);
    }
    return list;
  }

  /** What stands for the query is no URL's, so that it cannot be sent back by mistake. */
  private static String withoutQuery(URI url) {
    String text = url.toString();
    return url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')) + "?<hidden>";
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
      throw section.errorBelow(String.valueOf(e.getMessage()));
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
                  section.errorBelow(
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
