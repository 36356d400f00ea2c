package dev.parley.channels.app;

import java.util.List;

/**
 * What an app allows.
 *
 * @param clientEvents whether subscribers of private and presence channels may send {@code client-}
 *     events to each other
 * @param subscriptionCounts whether {@code pusher_internal:subscription_count} is sent on
 *     non-presence, non-encrypted channels
 * @param watchlists whether the people listed in a sign-in are watched
 * @param authorizedConnections whether a connection that neither signs in nor joins a protected
 *     channel within {@link Limit#AUTHORIZATION_TIMEOUT_MILLIS} is closed with 4009
 * @param forceTls whether plain {@code ws} is refused with 4000
 * @param allowedOrigins exact origins ({@code https://example.com}) that browsers may come from;
 *     empty allows all; requests without an Origin header (native clients) always pass
 * @param slowClients what happens to clients that read too slowly
 * @param limits overrides of those limits that an app may change
 */
public record AppOptions(
    boolean clientEvents,
    boolean subscriptionCounts,
    boolean watchlists,
    boolean authorizedConnections,
    boolean forceTls,
    List<String> allowedOrigins,
    SlowClients slowClients,
    Limits limits) {

  public static final AppOptions DEFAULTS =
      new AppOptions(
          true, false, true, false, false, List.of(), SlowClients.DISCONNECT, Limits.DEFAULTS);

  public AppOptions {
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  public AppOptions withClientEvents(boolean on) {
    return new AppOptions(
        on,
        subscriptionCounts,
        watchlists,
        authorizedConnections,
        forceTls,
        allowedOrigins,
        slowClients,
        limits);
  }

  public AppOptions withSubscriptionCounts(boolean on) {
    return new AppOptions(
        clientEvents,
        on,
        watchlists,
        authorizedConnections,
        forceTls,
        allowedOrigins,
        slowClients,
        limits);
  }

  public AppOptions withWatchlists(boolean on) {
    return new AppOptions(
        clientEvents,
        subscriptionCounts,
        on,
        authorizedConnections,
        forceTls,
        allowedOrigins,
        slowClients,
        limits);
  }

  public AppOptions withAuthorizedConnections(boolean on) {
    return new AppOptions(
        clientEvents,
        subscriptionCounts,
        watchlists,
        on,
        forceTls,
        allowedOrigins,
        slowClients,
        limits);
  }

  public AppOptions withForceTls(boolean on) {
    return new AppOptions(
        clientEvents,
        subscriptionCounts,
        watchlists,
        authorizedConnections,
        on,
        allowedOrigins,
        slowClients,
        limits);
  }

  public AppOptions withAllowedOrigins(List<String> origins) {
    return new AppOptions(
        clientEvents,
        subscriptionCounts,
        watchlists,
        authorizedConnections,
        forceTls,
        origins,
        slowClients,
        limits);
  }

  public AppOptions withLimits(Limits changed) {
    return new AppOptions(
        clientEvents,
        subscriptionCounts,
        watchlists,
        authorizedConnections,
        forceTls,
        allowedOrigins,
        slowClients,
        changed);
  }

  public AppOptions withSlowClients(SlowClients changed) {
    return new AppOptions(
        clientEvents,
        subscriptionCounts,
        watchlists,
        authorizedConnections,
        forceTls,
        allowedOrigins,
        changed,
        limits);
  }
}
