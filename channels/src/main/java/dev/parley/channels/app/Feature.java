package dev.parley.channels.app;

import java.util.Locale;

/** Something an app allows or demands, on or off. */
public enum Feature {
  /** Subscribers of private and presence channels may send {@code client-} events to each other. */
  CLIENT_EVENTS(true),

  /** {@code pusher_internal:subscription_count} on non-presence, non-encrypted channels. */
  SUBSCRIPTION_COUNTS(false),

  /** The people listed in a sign-in are watched. */
  WATCHLISTS(true),

  /**
   * A connection that neither signs in nor joins a protected channel within {@link
   * Limit#AUTHORIZATION_TIMEOUT_MILLIS} is closed with 4009.
   */
  AUTHORIZED_CONNECTIONS(false),

  /** Plain {@code ws} is refused with 4000. */
  FORCE_TLS(false),

  /** The signed HTTP API serves the app; else every request for it is answered with 403. */
  HTTP_API(true),

  /**
   * Pages may say {@code parley:headcount}: who is on the site and who reads which page is counted
   * and told on public cache channels.
   */
  HEAD_COUNT(false);

  private final boolean onByDefault;

  Feature(boolean onByDefault) {
    this.onByDefault = onByDefault;
  }

  /** The setting's name, for instance {@code client-events}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean isOnByDefault() {
    return onByDefault;
  }
}
