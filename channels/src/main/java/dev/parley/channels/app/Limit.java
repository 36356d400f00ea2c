package dev.parley.channels.app;

/**
 * Every bound and interval of the realtime server: the one typed table. The manual's table ({@code
 * docs/limits.md}) is generated from it.
 */
public enum Limit {
  // Frames and names
  FRAME_BYTES(
      Unit.BYTES,
      65_536,
      1_024,
      16_777_216,
      Scope.NODE,
      "largest message a client may send; room for 10 KB of data, a long auth and a watchlist"),
  CHANNEL_NAME_LENGTH(
      Unit.CHARACTERS, 200, 16, 200, Scope.APP, "official SDKs allow 200; Pusher documents 164"),
  EVENT_NAME_LENGTH(Unit.CHARACTERS, 200, 16, 1_000, Scope.APP, "the limit of the service"),
  EVENT_DATA_BYTES(
      Unit.BYTES, 10_240, 256, 1_048_576, Scope.APP, "the limit of the service, as UTF-8"),

  // Connections
  CONNECTIONS_PER_NODE(
      Unit.COUNT,
      1_000_000,
      1,
      10_000_000,
      Scope.NODE,
      "above it clients are told 4100 and try another node"),
  CONNECTIONS_PER_APP(
      Unit.COUNT, 1_000_000, 1, 10_000_000, Scope.APP, "quota of a tenant; above it 4004"),
  CONNECTIONS_PER_SECOND(
      Unit.COUNT,
      1_000_000,
      1,
      1_000_000,
      Scope.APP,
      "new connections of a tenant, one second's worth at once; above it 4100"),
  SUBSCRIPTIONS_PER_CONNECTION(
      Unit.COUNT, 1_000, 1, 100_000, Scope.APP, "keeps one client from filling the index"),
  OUTGOING_BYTES(
      Unit.BYTES,
      1_048_576,
      16_384,
      268_435_456,
      Scope.APP,
      "unsent bytes of one connection; above it the client is closed with 4100, never silently"
          + " skipped"),
  OUTGOING_AGE_MILLIS(
      Unit.MILLIS,
      20_000,
      100,
      600_000,
      Scope.APP,
      "how long a connection may stay unable to take bytes before it is closed with 4100"),
  INBOX_BYTES(
      Unit.BYTES,
      67_108_864,
      1_048_576,
      4_294_967_296L,
      Scope.NODE,
      "events handed to one event loop and not yet written; above it publishing answers 503"),
  STREAMS(
      Unit.COUNT,
      1_000_000,
      100,
      100_000_000,
      Scope.NODE,
      "channels whose position is remembered while nobody listens"),
  RETAINED_BYTES(
      Unit.BYTES,
      268_435_456,
      1_048_576,
      68_719_476_736L,
      Scope.NODE,
      "last events of cache channels, all apps together; the least recently used go first"),

  // Handshakes
  ACCEPT_BACKLOG(
      Unit.COUNT,
      65_535,
      16,
      65_535,
      Scope.NODE,
      "connections that the system holds until they are accepted; net.core.somaxconn cuts it"),
  HANDSHAKES_PER_SECOND(
      Unit.COUNT,
      50_000,
      10,
      1_000_000,
      Scope.NODE,
      "new clients that one event loop greets in a second; others wait in the order they came. The"
          + " default is above what a core can do: fairness comes from greeting few between two looks"
          + " at the rest"),
  HANDSHAKES_WAITING(
      Unit.COUNT,
      20_000,
      0,
      1_000_000,
      Scope.NODE,
      "clients of one event loop that wait to be greeted, two seconds' worth; above it they are"
          + " told 4100"),

  // Heartbeat and other times
  ACTIVITY_TIMEOUT_MILLIS(
      Unit.MILLIS,
      120_000,
      200,
      3_600_000,
      Scope.APP,
      "silence after which the server pings; announced to clients in whole seconds, rounded up"),
  PONG_TIMEOUT_MILLIS(
      Unit.MILLIS, 30_000, 100, 600_000, Scope.APP, "silence after the ping that ends in 4201"),
  CLOSE_LINGER_MILLIS(
      Unit.MILLIS,
      2_000,
      10,
      60_000,
      Scope.NODE,
      "wait for the client's close frame, or its end of a refused body, before the socket is cut"),
  AUTHORIZATION_TIMEOUT_MILLIS(
      Unit.MILLIS,
      30_000,
      50,
      600_000,
      Scope.APP,
      "time to sign in or join a protected channel, where the app demands it"),
  OFFLINE_GRACE_MILLIS(
      Unit.MILLIS,
      3_000,
      0,
      60_000,
      Scope.NODE,
      "a user who returns within it was never reported offline to watchers"),
  XHR_REATTACH_MILLIS(
      Unit.MILLIS,
      10_000,
      50,
      600_000,
      Scope.APP,
      "how long a client of the HTTP fallbacks may go without an open stream or poll before its"
          + " session ends"),
  XHR_HEARTBEAT_MILLIS(
      Unit.MILLIS,
      25_000,
      50,
      600_000,
      Scope.APP,
      "silence, at most twice this long, after which a fallback stream or poll gets a heartbeat;"
          + " proxies cut after a minute"),
  SUBSCRIPTION_COUNT_INTERVAL_MILLIS(
      Unit.MILLIS,
      5_000,
      10,
      600_000,
      Scope.NODE,
      "least gap between count events of a channel with more than 100 subscribers"),
  CACHE_TTL_MILLIS(
      Unit.MILLIS, 1_800_000, 50, 86_400_000, Scope.APP, "life of a cache channel's last event"),

  // Presence and users
  PRESENCE_MEMBERS(Unit.COUNT, 100, 1, 100_000, Scope.APP, "user ids per presence channel"),
  USER_ID_LENGTH(Unit.CHARACTERS, 128, 1, 200, Scope.APP, "the limit of the service"),
  MEMBER_BYTES(Unit.BYTES, 1_024, 64, 65_536, Scope.APP, "user object of a presence member"),
  WATCHLIST_LENGTH(
      Unit.COUNT, 100, 0, 10_000, Scope.APP, "ids followed per sign-in; above it 4302"),

  // Client events
  CLIENT_EVENT_BYTES(
      Unit.BYTES,
      10_240,
      1,
      1_048_576,
      Scope.APP,
      "data of an event between clients, as UTF-8; event-data-bytes bounds it too"),
  CLIENT_EVENTS_PER_SECOND(
      Unit.COUNT, 10, 1, 10_000, Scope.APP, "per connection, as a bucket of that size; above 4301"),

  // Access that a signature gives
  GRANT_MILLIS(
      Unit.MILLIS,
      60_000,
      1_000,
      3_600_000,
      Scope.NODE,
      "age at which a signature that names its time is refused, and how long the end of somebody's"
          + " access is remembered"),
  GRANTS_ENDED(
      Unit.COUNT,
      100_000,
      100,
      10_000_000,
      Scope.NODE,
      "remembered ends of one app; above it every signature made before is refused"),

  // Head-count
  HEADCOUNT_LEASE_MILLIS(
      Unit.MILLIS,
      30_000,
      300,
      600_000,
      Scope.APP,
      "silence after which a visitor whose line was cut without a word is gone; asked after two"
          + " thirds of it"),
  HEADCOUNT_SESSIONS_PER_ADDRESS(
      Unit.COUNT,
      200,
      1,
      1_000_000,
      Scope.APP,
      "counted visitors of one address; room for an office behind one router, little for somebody"
          + " who makes visitors up"),
  HEADCOUNT_INTERVAL_MILLIS(
      Unit.MILLIS, 1_000, 50, 60_000, Scope.NODE, "least gap between two counts of a channel"),

  // HTTP API
  API_BODY_BYTES(
      Unit.BYTES,
      1_048_576,
      16_384,
      67_108_864,
      Scope.NODE,
      "whole request; ten events of 10 KB still fit with every byte escaped, which takes six"),
  API_EVENTS_PER_SECOND(
      Unit.COUNT,
      1_000_000,
      1,
      1_000_000,
      Scope.APP,
      "published events of a tenant, one second's worth at once; above it 429 with Retry-After"),
  API_CHANNELS_PER_EVENT(Unit.COUNT, 100, 1, 10_000, Scope.APP, "the limit of the service"),
  API_EVENTS_PER_BATCH(Unit.COUNT, 10, 1, 1_000, Scope.APP, "the limit of the service"),
  API_CLOCK_SKEW_SECONDS(
      Unit.SECONDS, 600, 1, 86_400, Scope.NODE, "window of auth_timestamp, either way"),
  API_HELD_MESSAGES(
      Unit.COUNT,
      1_024,
      16,
      65_536,
      Scope.NODE,
      "pipelined HTTP parts held back to keep answers in order; above it the connection is cut"),

  HTTP_DRAIN_MILLIS(
      Unit.MILLIS,
      5_000,
      0,
      600_000,
      Scope.NODE,
      "how long a server that stops waits for HTTP requests under way"),

  // Webhooks
  WEBHOOK_GRACE_MILLIS(
      Unit.MILLIS,
      3_000,
      0,
      60_000,
      Scope.NODE,
      "a channel or member that returns within it was never reported gone"),
  WEBHOOK_WAITING_EVENTS(
      Unit.COUNT,
      65_536,
      16,
      16_777_216,
      Scope.NODE,
      "events handed over and not yet queued, or held back for the grace; above it they are lost"
          + " and counted, or told early"),
  WEBHOOK_WAITING_BYTES(
      Unit.BYTES,
      33_554_432,
      65_536,
      4_294_967_296L,
      Scope.NODE,
      "the same, as characters of client events' data"),
  WEBHOOK_QUEUE_LENGTH(
      Unit.COUNT,
      100_000,
      1,
      10_000_000,
      Scope.NODE,
      "undelivered requests of one endpoint; above it the oldest becomes a dead letter"),
  WEBHOOK_QUEUE_BYTES(
      Unit.BYTES,
      67_108_864,
      65_536,
      68_719_476_736L,
      Scope.NODE,
      "the same, as bytes of their bodies"),
  WEBHOOK_BATCH_EVENTS(
      Unit.COUNT, 100, 1, 10_000, Scope.NODE, "most events of one request, where an app batches"),
  WEBHOOK_BATCH_BYTES(
      Unit.BYTES,
      262_144,
      1_024,
      16_777_216,
      Scope.NODE,
      "size at which a batch is sent; small enough for the usual body limits of web frameworks"),
  WEBHOOK_BATCH_MILLIS(
      Unit.MILLIS, 500, 1, 60_000, Scope.NODE, "longest wait of an event for others to join it"),
  WEBHOOK_LANES(
      Unit.COUNT,
      8,
      1,
      64,
      Scope.NODE,
      "requests under way to one endpoint; a channel's events stay in one lane and in order"),
  WEBHOOK_CONNECT_MILLIS(
      Unit.MILLIS, 5_000, 10, 60_000, Scope.NODE, "time to reach an endpoint, else it failed"),
  WEBHOOK_ANSWER_MILLIS(
      Unit.MILLIS,
      10_000,
      10,
      300_000,
      Scope.NODE,
      "time from connecting to the status of the answer, else the attempt failed"),
  WEBHOOK_RETRY_FIRST_MILLIS(
      Unit.MILLIS,
      1_000,
      1,
      60_000,
      Scope.NODE,
      "first gap between attempts; each is twice longer"),
  WEBHOOK_RETRY_GAP_MILLIS(
      Unit.MILLIS, 60_000, 1, 3_600_000, Scope.NODE, "longest gap between attempts"),
  WEBHOOK_RETRY_WINDOW_MILLIS(
      Unit.MILLIS,
      300_000,
      0,
      86_400_000,
      Scope.NODE,
      "age at which a request is given up; the service's five minutes"),
  WEBHOOK_DRAIN_MILLIS(
      Unit.MILLIS,
      2_000,
      0,
      60_000,
      Scope.NODE,
      "time for what is queued when the server stops; the rest is kept for the next start");

  /** What a number of this table counts. */
  public enum Unit {
    BYTES,
    CHARACTERS,
    COUNT,
    MILLIS,
    SECONDS
  }

  /** Whether one value serves the whole node or each app may set its own. */
  public enum Scope {
    NODE,
    APP
  }

  private final Unit unit;
  private final long defaultValue;
  private final long min;
  private final long max;
  private final Scope scope;
  private final String reason;

  Limit(Unit unit, long defaultValue, long min, long max, Scope scope, String reason) {
    this.unit = unit;
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
    this.scope = scope;
    this.reason = reason;
  }

  /** The setting's name, for instance {@code event-data-bytes}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public Unit unit() {
    return unit;
  }

  public long defaultValue() {
    return defaultValue;
  }

  public long min() {
    return min;
  }

  public long max() {
    return max;
  }

  public Scope scope() {
    return scope;
  }

  public String reason() {
    return reason;
  }
}
