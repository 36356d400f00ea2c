package dev.parley.socketio.gateway;

import dev.parley.channels.hub.Hub;
import dev.parley.channels.transport.Guest;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.socketio.engine.EngineServer;
import dev.parley.socketio.engine.EngineSettings;
import java.util.function.LongSupplier;

/**
 * The messenger for clients of Socket.IO. It is to be told every event of the messenger.
 * Thread-safe.
 */
public final class Gateway implements EventSink, AutoCloseable {
  private final GatewayServices services;
  private final GatewayChannels channels;
  private final LongSupplier nanoTime;
  private final Clients clients = new Clients();
  private final Deliveries deliveries;
  private final Posting posting;
  private final Rooms rooms;
  private volatile boolean closed;

  /**
   * A gateway without clients.
   *
   * @param nanoTime monotonic time
   */
  public Gateway(GatewayServices services, GatewayChannels channels, LongSupplier nanoTime) {
    this.services = services;
    this.channels = channels;
    this.nanoTime = nanoTime;
    this.deliveries = new Deliveries(clients, services.hearers());
    this.posting = new Posting(services);
    this.rooms = new Rooms(services);
  }

  /** Takes its place on a node's port. */
  public Guest on(RealtimeEndpoint endpoint, EngineSettings settings) {
    Hub hub = endpoint.hub();
    return new EngineServer(
        endpoint,
        channels.appId(),
        settings,
        (session, authorization) -> new GatewayClient(this, hub, session, authorization),
        services.random());
  }

  GatewayServices services() {
    return services;
  }

  GatewayChannels channels() {
    return channels;
  }

  Clients clients() {
    return clients;
  }

  Posting posting() {
    return posting;
  }

  Rooms rooms() {
    return rooms;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  @Override
  public void accept(Event event) {
    deliveries.accept(event);
  }

  /** Whether the messenger is about to go. */
  boolean isClosed() {
    return closed;
  }

  /** Nothing that clients have asked for is begun any more, and they hear nothing more. */
  @Override
  public void close() {
    closed = true;
    deliveries.close();
  }
}
