package dev.parley.channels.app;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an app allows.
 *
 * @param features those that are on
 * @param allowedOrigins exact origins ({@code https://example.com}) that browsers may come from;
 *     empty allows all; requests without an Origin header (native clients) always pass
 * @param slowClients what happens to clients that read too slowly
 * @param limits overrides of those limits that an app may change
 * @param clientEvents which events clients may send each other, and where
 * @param webhooks whom the app tells of what happens on its channels
 */
public record AppOptions(
    Set<Feature> features,
    List<String> allowedOrigins,
    SlowClients slowClients,
    Limits limits,
    ClientEventRules clientEvents,
    WebhookOptions webhooks) {

  public static final AppOptions DEFAULTS =
      new AppOptions(
          Arrays.stream(Feature.values())
              .filter(Feature::isOnByDefault)
              .collect(Collectors.toUnmodifiableSet()),
          List.of(),
          SlowClients.DISCONNECT,
          Limits.DEFAULTS,
          ClientEventRules.ALL,
          WebhookOptions.NONE);

  public AppOptions {
    var on = EnumSet.noneOf(Feature.class);
    on.addAll(features);
    features = Collections.unmodifiableSet(on);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  public AppOptions with(Feature feature, boolean on) {
    var changed = EnumSet.noneOf(Feature.class);
    changed.addAll(features);
    if (on) {
      changed.add(feature);
    } else {
      changed.remove(feature);
    }
    return new AppOptions(changed, allowedOrigins, slowClients, limits, clientEvents, webhooks);
  }

  public AppOptions withAllowedOrigins(List<String> changed) {
    return new AppOptions(features, changed, slowClients, limits, clientEvents, webhooks);
  }

  public AppOptions withSlowClients(SlowClients changed) {
    return new AppOptions(features, allowedOrigins, changed, limits, clientEvents, webhooks);
  }

  public AppOptions withLimits(Limits changed) {
    return new AppOptions(features, allowedOrigins, slowClients, changed, clientEvents, webhooks);
  }

  public AppOptions withClientEvents(ClientEventRules changed) {
    return new AppOptions(features, allowedOrigins, slowClients, limits, changed, webhooks);
  }

  public AppOptions withWebhooks(WebhookOptions changed) {
    return new AppOptions(features, allowedOrigins, slowClients, limits, clientEvents, changed);
  }
}
