package dev.parley.channels.transport;

import dev.parley.channels.api.SignedApi;
import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.session.Admission;
import dev.parley.channels.session.ClientProtocol;
import dev.parley.channels.transport.Routes.Route;
import dev.parley.channels.transport.xhr.XhrSessions;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What the handlers of all connections share. Thread-safe. */
public final class RealtimeEndpoint {
  /** A body this far above the limit is no mistake, and not worth draining for a polite answer. */
  private static final long DRAIN_FACTOR = 8;

  private static final Route HOSTED = new Route.Hosted();

  private final Routes routes;
  private final boolean compression;
  private final Hub hub;
  private final Admission admission;
  private final MessageSink sink;
  private final SignedApi api;
  private final XhrSessions xhrSessions;
  private final HandshakeQueues handshakes;
  private final PassedOn passedOn = new PassedOn();
  private volatile @Nullable Guest guest;

  /**
   * An endpoint that speaks the Pusher protocol.
   *
   * @param compression whether permessage-deflate is agreed to with clients that offer it
   * @param handshakes clients at the door
   */
  public RealtimeEndpoint(
      String pathPrefix,
      boolean compression,
      Hub hub,
      Admission admission,
      ClientProtocol protocol,
      SignedApi api,
      HandshakeQueues handshakes) {
    this(
        pathPrefix,
        compression,
        hub,
        admission,
        new ProtocolSink(protocol),
        new XhrSessions(hub, protocol),
        api,
        handshakes);
  }

  RealtimeEndpoint(
      String pathPrefix,
      boolean compression,
      Hub hub,
      Admission admission,
      MessageSink sink,
      XhrSessions xhrSessions,
      SignedApi api,
      HandshakeQueues handshakes) {
    this.routes = new Routes(pathPrefix);
    this.compression = compression;
    this.hub = hub;
    this.admission = admission;
    this.sink = sink;
    this.api = api;
    this.xhrSessions = xhrSessions;
    this.handshakes = handshakes;
  }

  /** The handler of one connection; it belongs right behind its {@code HttpServerCodec}. */
  public ChannelHandler newRouter() {
    return new HttpRouter(this);
  }

  /** Requests that went on to the handlers that follow and are not answered yet. */
  public PassedOn passedOn() {
    return passedOn;
  }

  /** Lets another protocol share the port. Call once, before the first client comes. */
  public void host(Guest other) {
    guest = other;
  }

  @Nullable Guest guest() {
    return guest;
  }

  /**
   * Greets a new client of the calling loop now or later, or refuses it now.
   *
   * @return whether it has to wait
   */
  public boolean greet(EventLoop loop, HandshakeQueue.Arrival arrival) {
    return handshakes.of(hub.shard(loop), loop).add(arrival);
  }

  Route routeOf(HttpRequest request) {
    Guest other = guest;
    return other != null && other.owns(routes.withoutPrefix(Routes.path(request.uri())))
        ? HOSTED
        : routes.of(request);
  }

  boolean compression() {
    return compression;
  }

  public Hub hub() {
    return hub;
  }

  public Admission admission() {
    return admission;
  }

  MessageSink sink() {
    return sink;
  }

  SignedApi api() {
    return api;
  }

  XhrSessions xhrSessions() {
    return xhrSessions;
  }

  int backlog() {
    return hub.limits().count(Limit.ACCEPT_BACKLOG);
  }

  int maxBodyBytes() {
    return hub.limits().count(Limit.API_BODY_BYTES);
  }

  /** So much of a body that is too large is read, that its client may hear so. */
  long maxDrainedBytes() {
    return maxBodyBytes() * DRAIN_FACTOR;
  }

  long closeLingerMillis() {
    return hub.limits().get(Limit.CLOSE_LINGER_MILLIS);
  }

  int maxHeldMessages() {
    return hub.limits().count(Limit.API_HELD_MESSAGES);
  }

  int maxFrameBytes() {
    return hub.limits().count(Limit.FRAME_BYTES);
  }
}
