package dev.parley.channels.app;

import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an app wants to hear of events, and of which. Immutable.
 *
 * @param url {@code http} or {@code https} with a host, without user, password or fragment; its
 *     query may hold a secret and is never logged
 * @param events those wanted; none means all
 * @param channelPrefix what a channel's name has to begin with; empty for any
 * @param channelSuffix what it has to end with; empty for any
 * @param headers added to every request; the protocol's own cannot be replaced, and values are
 *     never logged
 */
public record WebhookEndpoint(
    URI url,
    Set<WebhookEvent> events,
    String channelPrefix,
    String channelSuffix,
    Map<String, String> headers) {
  private static final int LONGEST_URL = 2_000;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,4000}");

  /** Those that carry the message itself or its signature. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "expect",
          "te",
          "trailer",
          "upgrade");

  /**
   * @throws IllegalArgumentException saying what was expected, without any value that may be secret
   */
  public WebhookEndpoint {
    checkUrl(url);
    events =
        events.isEmpty()
            ? Set.copyOf(EnumSet.allOf(WebhookEvent.class))
            : Set.copyOf(EnumSet.copyOf(events));
    headers = Map.copyOf(headers);
    headers.forEach(WebhookEndpoint::checkHeader);
  }

  /** All events of all channels. */
  public static WebhookEndpoint to(URI url) {
    return new WebhookEndpoint(url, Set.of(), "", "", Map.of());
  }

  public WebhookEndpoint withEvents(WebhookEvent first, WebhookEvent... others) {
    return new WebhookEndpoint(
        url, EnumSet.of(first, others), channelPrefix, channelSuffix, headers);
  }

  public WebhookEndpoint withChannels(String prefix, String suffix) {
    return new WebhookEndpoint(url, events, prefix, suffix, headers);
  }

  public WebhookEndpoint withHeaders(Map<String, String> changed) {
    return new WebhookEndpoint(url, events, channelPrefix, channelSuffix, changed);
  }

  public boolean wants(WebhookEvent event, String channel) {
    return events.contains(event)
        && channel.startsWith(channelPrefix)
        && channel.endsWith(channelSuffix);
  }

  /** The URL without its path and query, fit for a log. */
  public String origin() {
    return "%s://%s".formatted(url.getScheme(), url.getRawAuthority());
  }

  private static void checkUrl(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException("url: expected http://HOST/… or https://HOST/…");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url: a user or password is not sent from there; use headers");
    }
    if (url.getRawFragment() != null || url.toString().length() > LONGEST_URL) {
      throw new IllegalArgumentException(
          "url: expected at most %d characters and no fragment".formatted(LONGEST_URL));
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      throw new IllegalArgumentException("url: port: expected 1..65535");
    }
  }

  private static void checkHeader(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!HEADER_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("headers: " + name + ": not a header name");
    }
    if (RESERVED.contains(lower) || lower.startsWith("x-pusher-")) {
      throw new IllegalArgumentException("headers: " + name + ": belongs to the protocol");
    }
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "headers: " + name + ": expected at most 4000 printable ASCII characters");
    }
  }

  @Override
  public String toString() {
    return "WebhookEndpoint[%s, %s, %s…%s, headers=%s]"
        .formatted(origin(), events, channelPrefix, channelSuffix, headers.keySet());
  }
}
