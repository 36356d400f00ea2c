package dev.parley.channels.node;

import dev.parley.channels.api.SignedApi;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.Limit;
import dev.parley.channels.broker.Broker;
import dev.parley.channels.broker.LocalBroker;
import dev.parley.channels.broker.NodeCommand;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Publisher;
import dev.parley.channels.hub.TransitionListener;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.session.Admission;
import dev.parley.channels.session.ClientEvents;
import dev.parley.channels.session.ClientProtocol;
import dev.parley.channels.session.SignIns;
import dev.parley.channels.stream.Streams;
import dev.parley.channels.transport.ClientPeer;
import dev.parley.channels.transport.Guest;
import dev.parley.channels.transport.HandshakeQueues;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.channels.transport.StandaloneServer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpServerCodec;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * One realtime server. Thread-safe.
 *
 * <p>It owns no sockets of its own: whoever accepts connections installs it behind an {@code
 * HttpServerCodec}, and it takes over those that ask for {@code /app/…} or {@code /apps/…}.
 */
public final class RealtimeNode implements AutoCloseable {
  private final NodeSettings settings;
  private final ScheduledThreadPoolExecutor timer;
  private final Broker broker;
  private final Hub hub;
  private final Publisher publisher;
  private final SignedApi api;
  private final HandshakeQueues handshakes;
  private final RealtimeEndpoint endpoint;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /** A node that is alone, on the system's own time. */
  public RealtimeNode(NodeSettings settings, AppSource apps, InstantSource clock) {
    this(settings, apps, clock, System::nanoTime, new SecureRandom(), (_, _) -> {});
  }

  /**
   * A node that is alone.
   *
   * @param clock the time of day, against which signatures are checked
   * @param nanoTime monotonic time, for everything that waits or expires
   * @param random what names connections and streams; strangers must not be able to guess it
   * @param transitions hears what becomes true of channels
   */
  public RealtimeNode(
      NodeSettings settings,
      AppSource apps,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random,
      TransitionListener transitions) {
    this.settings = settings;
    this.timer = newTimer();
    this.broker = new LocalBroker(new Streams(settings.limits(), nanoTime, random));
    this.hub =
        new Hub(
            settings.eventLoops(),
            apps,
            settings.limits(),
            broker,
            transitions,
            clock,
            nanoTime,
            random,
            timer);
    this.publisher = new Publisher(broker, transitions);
    this.api = new SignedApi(hub, broker, publisher, clock, nanoTime, settings.lenientData());
    this.handshakes = new HandshakeQueues(settings.limits(), nanoTime);
    this.endpoint =
        new RealtimeEndpoint(
            settings.pathPrefix(),
            settings.compression(),
            hub,
            new Admission(hub, settings.lenientProtocol()),
            new ClientProtocol(hub, new SignIns(hub), new ClientEvents(publisher)),
            api,
            handshakes);
    broker.start(hub);
    long interval = settings.limits().get(Limit.HEADCOUNT_INTERVAL_MILLIS);
    timer.scheduleWithFixedDelay(
        new HeadCountTeller(hub, publisher, nanoTime), interval, interval, TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor newTimer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("parley-timer").daemon().factory());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // Clients still leave while the node stops; what would have been told later is told nobody.
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return timer;
  }

  /**
   * Puts the node's router right behind the {@code HttpServerCodec} of a new connection. Requests
   * that are not the node's go on to the handlers that follow. Call on the connection's event loop.
   */
  public void install(ChannelPipeline pipeline) {
    var codec = pipeline.context(HttpServerCodec.class);
    if (codec != null) {
      pipeline.addAfter(codec.name(), "parley-realtime", endpoint.newRouter());
    }
  }

  /**
   * As {@link #install(ChannelPipeline)}, for a connection whose peer is a proxy.
   *
   * @param forwarded what a request's headers say, credibly, of its client
   */
  public void install(ChannelPipeline pipeline, Function<HttpHeaders, ClientPeer.Peer> forwarded) {
    install(pipeline);
    if (pipeline.context("parley-realtime") != null) {
      pipeline.addAfter("parley-realtime", "parley-client-peer", new ClientPeer(forwarded));
    }
  }

  /**
   * Listens on loopback with nothing but this node behind, for tests and benches.
   *
   * @param port 0 for any free one
   */
  public StandaloneServer listen(int port) {
    return StandaloneServer.start(endpoint, port, settings.eventLoops());
  }

  /**
   * Lets another protocol share the node's port, event loops and clients' bounds. Call once, before
   * the first client comes.
   *
   * @param guest makes it from what it shares
   */
  public void host(Function<RealtimeEndpoint, Guest> guest) {
    endpoint.host(guest.apply(endpoint));
  }

  /** The signed HTTP API, for whoever receives its requests in another way. */
  public SignedApi api() {
    return api;
  }

  /**
   * Publishes an event as an app's back end would.
   *
   * @param data the text subscribers get
   * @throws IllegalArgumentException if the app or channel cannot be, or a value is over its limit
   */
  public void publish(String appId, String channel, String event, String data) {
    AppState app = app(appId);
    ChannelName.problemWith(channel, (int) app.limit(Limit.CHANNEL_NAME_LENGTH))
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    publisher.serverEvent(app, ChannelName.of(channel), event, data, null);
  }

  /**
   * Ends a user's subscriptions to a channel, on every node: those whose signature, or whose
   * connection's sign-in, named the user. Events published afterwards do not reach them.
   */
  public void evict(String appId, String channel, String userId) {
    broker.send(new NodeCommand.Evict(appId, channel, userId));
  }

  /** Closes every connection whose access belongs to the sign-in session, on every node. */
  public void closeSession(String appId, String session) {
    broker.send(new NodeCommand.CloseSession(appId, session));
  }

  /**
   * Takes no new connections any more and tells the present ones to come back at once (4200),
   * spread over the time given so that other nodes are not run down.
   *
   * @return completes when the last client has gone, at the latest a little after the time given,
   *     or when the node is closed meanwhile
   */
  public CompletableFuture<Void> drain(Duration over) {
    return CompletableFuture.anyOf(hub.drain(over), closed).thenAccept(_ -> {});
  }

  /**
   * Waits for the requests that were passed on to the handlers behind the node's own, for as long
   * as {@link Limit#HTTP_DRAIN_MILLIS} allows. Blocks; one thread at a time.
   *
   * @return whether all of them are answered
   */
  public boolean awaitPassedOn() {
    return endpoint
        .passedOn()
        .awaitNone(TimeUnit.MILLISECONDS.toNanos(settings.limits().get(Limit.HTTP_DRAIN_MILLIS)));
  }

  /**
   * Makes the app's connections feel what its source now says: 4001 if it is gone, 4003 if it is
   * disabled. Changed options and limits count from the next look at the app.
   */
  public void appChanged(String appId) {
    hub.appChanged(appId);
  }

  public NodeStats stats() {
    return new NodeStats(
        hub.connections(),
        handshakes.waiting(),
        handshakes.refused(),
        hub.apps().stream().map(AppState::stats).toList());
  }

  private AppState app(String appId) {
    return hub.appById(appId)
        .orElseThrow(() -> new IllegalArgumentException("no application has the id " + appId));
  }

  @Override
  public void close() {
    timer.shutdown();
    broker.close();
    closed.complete(null);
  }
}
