package dev.parley.channels.hub;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.broker.Broker;
import dev.parley.channels.broker.BrokerListener;
import dev.parley.channels.broker.NodeCommand;
import dev.parley.channels.presence.OnlineUsers;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.ServerMessages;
import dev.parley.channels.protocol.SignedData.UserData;
import dev.parley.channels.protocol.SocketId;
import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.StreamPosition;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A node's apps, channels and loops, and the way of an event from the broker to the loops.
 * Thread-safe unless a method says otherwise.
 */
public final class Hub implements BrokerListener {
  private final AppSource source;
  private final Limits limits;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final ScheduledExecutorService timer;
  private final TransitionListener transitions;
  private final Shards shards;
  private final Memberships memberships;
  private final ConcurrentMap<String, AppState> apps = new ConcurrentHashMap<>();
  private final AtomicLong connections = new AtomicLong();
  private volatile boolean draining;

  /**
   * A hub without connections.
   *
   * @param loops most event loops that will ever carry connections
   */
  public Hub(
      int loops,
      AppSource source,
      Limits limits,
      Broker broker,
      TransitionListener transitions,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random,
      ScheduledExecutorService timer) {
    this.source = source;
    this.limits = limits;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.random = random;
    this.timer = timer;
    this.transitions = transitions;
    this.shards = new Shards(loops, nanoTime);
    long interval = limits.get(Limit.SUBSCRIPTION_COUNT_INTERVAL_MILLIS);
    this.memberships = new Memberships(this, broker, new SubscriptionCounts(this, timer, interval));
  }

  public Memberships memberships() {
    return memberships;
  }

  public Limits limits() {
    return limits;
  }

  /** The shard of the loop that the caller runs on. */
  public LoopShard shard(EventLoop loop) {
    return shards.of(loop);
  }

  // Apps

  public Optional<AppState> appById(String id) {
    return source.byId(id).map(this::state);
  }

  public Optional<AppState> appByKey(String key) {
    return source.byKey(key).map(this::state);
  }

  private AppState state(App app) {
    AppState state =
        apps.computeIfAbsent(
            app.id(),
            _ ->
                new AppState(
                    app,
                    new OnlineUsers(timer, limits.get(Limit.OFFLINE_GRACE_MILLIS)),
                    new Revocations(
                        clock, limits.get(Limit.GRANT_MILLIS), limits.count(Limit.GRANTS_ENDED)),
                    now()));
    state.refresh(app);
    return state;
  }

  /** Apps that have been used since the node started. */
  public Collection<AppState> apps() {
    return apps.values();
  }

  // Connections

  public long connections() {
    return connections.get();
  }

  /**
   * Takes a new connection in; call on its loop.
   *
   * @return what stands against it, or nothing
   */
  public Optional<ErrorCode> connect(Connection connection) {
    if (draining || connection.app().takeConnection(now()) > 0) {
      return Optional.of(ErrorCode.OVER_CAPACITY);
    }
    if (connections.incrementAndGet() > limits.get(Limit.CONNECTIONS_PER_NODE)) {
      connections.decrementAndGet();
      return Optional.of(ErrorCode.OVER_CAPACITY);
    }
    // Where apps demand authorisation, only authorised connections count toward the quota.
    if (!connection.app().app().options().has(Feature.AUTHORIZED_CONNECTIONS)
        && !count(connection)) {
      connections.decrementAndGet();
      return Optional.of(ErrorCode.OVER_QUOTA);
    }
    connection.app().meters().connectionOpened();
    connection.begin();
    return Optional.empty();
  }

  /**
   * Notes that a signature has let the connection in; call on its loop.
   *
   * @return whether there was a place for it under the quota
   */
  public boolean authorize(Connection connection) {
    if (!count(connection)) {
      return false;
    }
    if (!connection.isAuthorized()) {
      connection.setAuthorized();
    }
    return true;
  }

  /**
   * Notes whose access the connection has; call on its loop.
   *
   * @return false if that access ended after the signature was made
   */
  public boolean admits(Connection connection, Identity identity) {
    connection.bind(identity); // first: an end of now finds either this or is found
    return !connection.app().revocations().refuse(identity);
  }

  /** Makes the user of the connection known; call on its loop. */
  public void signIn(Connection connection, UserData user, Set<String> watched) {
    connection.signedIn(user.id(), user.info(), watched);
    OnlineUsers users = connection.app().users();
    users.signIn(connection, user.id());
    users.watch(connection, watched);
  }

  private static boolean count(Connection connection) {
    if (connection.isCounted()) {
      return true;
    }
    if (!connection.app().takePlace()) {
      return false;
    }
    connection.setCounted();
    return true;
  }

  void disconnect(Connection connection) {
    connection.release();
    if (connection.isCounted()) {
      connection.app().givePlaceBack();
    }
    connection.app().meters().connectionClosed();
    connections.decrementAndGet();
  }

  /**
   * Takes no new connections any more and sends the present ones away, spread over the time given.
   *
   * @return completes when the last has gone, or the time and the close frames' linger are over
   */
  public CompletableFuture<Void> drain(Duration over) {
    draining = true;
    long linger = limits.get(Limit.CLOSE_LINGER_MILLIS);
    return new Drain(shards.all(), timer, over.toMillis(), linger).start();
  }

  /** Closes the connections of an app that its source no longer has, or has disabled. */
  public void appChanged(String appId) {
    AppState known = apps.get(appId);
    if (known == null) {
      return;
    }
    Optional<AppState> current = appById(appId);
    if (current.isPresent() && current.get().app().enabled()) {
      return;
    }
    ErrorCode code = current.isPresent() ? ErrorCode.APP_DISABLED : ErrorCode.UNKNOWN_APP;
    for (LoopShard shard : shards.all()) {
      shard.run(() ->
          shard.connections().copy().stream()
              .filter(connection -> connection.app().id().equals(appId))
              .forEach(connection -> connection.fail(code, code.text())));
    }
  }

  // Publications and commands from the broker

  @Override
  public void onPublication(ChannelKey key, Publication publication, StreamPosition position) {
    AppState app = apps.get(key.appId());
    ChannelState channel = app == null ? null : app.channel(key.channel());
    if (channel == null) {
      return;
    }
    byte[] message =
        ServerMessages.event(
            publication.event(), key.channel(), publication.data(), publication.userId());
    synchronized (channel) {
      if (!channel.isClosed() && channel.advance(publication, position, now())) {
        fanOut(channel, Frame.ofPublication(message, publication.origin()));
      }
    }
  }

  @Override
  public void onCommand(NodeCommand command) {
    AppState app = apps.get(command.appId());
    if (app == null) {
      return;
    }
    switch (command) {
      case NodeCommand.TerminateUser terminate ->
          app.users().connectionsOf(terminate.userId()).forEach(c -> c.terminate());
      case NodeCommand.CloseSession close -> closeSession(app, close.session());
      case NodeCommand.Evict evict -> evict(app, evict);
    }
  }

  private static void closeSession(AppState app, String session) {
    app.revocations().endedSession(session);
    app.connectionsOfSession(session)
        .forEach(c -> c.shard().run(() -> c.fail(ErrorCode.UNAUTHORIZED, "the session has ended")));
  }

  private void evict(AppState app, NodeCommand.Evict evict) {
    app.revocations().endedOnChannel(evict.channel(), evict.userId());
    ChannelState channel = app.channel(evict.channel());
    if (channel == null) {
      return;
    }
    synchronized (channel) {
      for (LoopShard shard : shards.all()) {
        if (channel.hasSubscribersOn(shard.index())) {
          shard.submit(new Eviction(channel, evict.userId(), memberships));
        }
      }
    }
  }

  /**
   * Hands a frame to every loop that has subscribers and gives its reference up; call under the
   * channel's lock.
   */
  void fanOut(ChannelState channel, Frame frame) {
    try {
      for (LoopShard shard : shards.all()) {
        if (channel.hasSubscribersOn(shard.index())) {
          frame.retain();
          shard.submit(new InboxEntry.Deliver(channel, frame));
        }
      }
    } finally {
      frame.release();
    }
  }

  void emit(ChannelState channel, Transition transition) {
    if (channel.name().kind().isListed()) {
      transitions.onTransition(channel.app().id(), transition);
    }
  }

  void joined(ChannelState channel) {
    transitions.onJoin(channel.app().id(), channel.name().value());
  }

  /** Whether a loop is so far behind that publishing has to wait. */
  public boolean isOverloaded() {
    long limit = limits.get(Limit.INBOX_BYTES);
    for (LoopShard shard : shards.all()) {
      if (shard.backlogBytes() > limit) {
        return true;
      }
    }
    return false;
  }

  // Small things connections need

  ChannelState newChannel(AppState app, ChannelName name) {
    return new ChannelState(app, name, shards.capacity(), now());
  }

  SocketId newSocketId() {
    return SocketId.random(random);
  }

  RandomGenerator random() {
    return random;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  long closeLingerNanos() {
    return TimeUnit.MILLISECONDS.toNanos(limits.get(Limit.CLOSE_LINGER_MILLIS));
  }
}
