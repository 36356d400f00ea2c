package dev.parley.channels.app;

import java.util.HashSet;
import java.util.List;

/**
 * Whom an app tells of what happens on its channels.
 *
 * @param batching whether a request may carry several events; otherwise it carries exactly one
 */
public record WebhookOptions(List<WebhookEndpoint> endpoints, boolean batching) {
  public static final WebhookOptions NONE = new WebhookOptions(List.of(), false);

  /**
   * @throws IllegalArgumentException if an endpoint is given twice: it would be told twice
   */
  public WebhookOptions {
    endpoints = List.copyOf(endpoints);
    if (new HashSet<>(endpoints).size() < endpoints.size()) {
      throw new IllegalArgumentException("webhooks: the same one is given twice");
    }
  }

  public static WebhookOptions of(WebhookEndpoint... endpoints) {
    return new WebhookOptions(List.of(endpoints), false);
  }

  public WebhookOptions withBatching() {
    return new WebhookOptions(endpoints, true);
  }
}
