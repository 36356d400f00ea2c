package dev.parley.socketio.gateway;

import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.RateBucket;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.JsonBytes;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.session.Caller;
import dev.parley.socketio.engine.EngineHandler;
import dev.parley.socketio.engine.EngineSession;
import dev.parley.socketio.packet.SocketPacket;
import dev.parley.socketio.packet.SocketPackets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of Socket.IO. Its state belongs to its session's loop; {@link #deliver} may be called
 * from any thread.
 */
final class GatewayClient implements EngineHandler {
  private static final Logger log = LoggerFactory.getLogger(GatewayClient.class);
  private static final int PROTOCOL_ERROR = 1002;

  private final Gateway gateway;
  private final EngineSession session;
  private final Seat seat;
  private final Errands errands = new Errands(Bound.GATEWAY_EVENTS_WAITING.count());
  private final RateBucket events;
  private final Awaited awaited = new Awaited();
  private final Arrivals arrivals;
  private final Door door;
  private int partsToSkip;

  /**
   * A client that has not said who it is.
   *
   * @param authorization the header with which it came
   */
  GatewayClient(Gateway gateway, Hub hub, EngineSession session, @Nullable String authorization) {
    this.gateway = gateway;
    this.session = session;
    this.seat = new Seat(hub, session, gateway.channels());
    this.door = new Door(gateway, this, session, seat, errands, authorization);
    this.arrivals = new Arrivals(gateway.services().receipts());
    this.events = new RateBucket(Bound.GATEWAY_EVENTS_PER_SECOND.value(), gateway.now());
  }

  /** Something that blocks. */
  @FunctionalInterface
  private interface Work {
    /** Runs on a thread of its own; may throw a {@link Refusal}. */
    Finish run();
  }

  /** What is left to do on the loop, where it gives the answer. */
  @FunctionalInterface
  private interface Finish {
    /** May throw a {@link Refusal}. */
    String answer();
  }

  @Override
  public void onText(String text) {
    session.app().meters().messageReceived();
    SocketPacket packet = SocketPackets.read(text);
    if (packet instanceof SocketPacket.Malformed(String reason)) {
      session.close(PROTOCOL_ERROR, reason);
    } else if (partsToSkip > 0) {
      session.close(PROTOCOL_ERROR, "expected the binary parts of the event before");
    } else if (!packet.namespace().equals(SocketPacket.MAIN)) {
      elsewhere(packet);
    } else if (packet instanceof SocketPacket.Connect(String _, String auth)) {
      connect(auth);
    } else {
      Caller who = door.caller();
      if (who == null) {
        session.close(PROTOCOL_ERROR, "expected to be connected first");
      } else {
        connected(who, packet);
      }
    }
  }

  private void connect(@Nullable String auth) {
    if (door.isTaken()) {
      session.close(PROTOCOL_ERROR, "expected one connect");
    } else if (events.take(gateway.now())) {
      door.knock(auth);
    } else {
      door.refuse(GatewayError.TOO_OFTEN);
    }
  }

  private void elsewhere(SocketPacket packet) {
    switch (packet) {
      case SocketPacket.Connect(String namespace, String _) -> {
        GatewayError error =
            events.take(gateway.now()) ? GatewayError.NO_NAMESPACE : GatewayError.TOO_OFTEN;
        session.say(SocketPackets.connectError(namespace, error.code(), error.message()));
      }
      case SocketPacket.Disconnect _ -> {} // it was never in
      default -> session.close(PROTOCOL_ERROR, "expected to be connected first");
    }
  }

  private void connected(Caller who, SocketPacket packet) {
    switch (packet) {
      case SocketPacket.Event event -> event(who, event);
      case SocketPacket.Ack(String _, long id) -> received(who, id);
      case SocketPacket.Binary binary -> skip(binary);
      case SocketPacket.Disconnect _ -> session.close(1000, "the client has left");
      case SocketPacket.Connect _, SocketPacket.Malformed _ ->
          throw new IllegalStateException("seen to before");
    }
  }

  @Override
  public void onBinary(byte[] message) {
    if (partsToSkip == 0) {
      session.close(PROTOCOL_ERROR, "binary data that no event announced");
    } else {
      partsToSkip--;
    }
  }

  private void skip(SocketPacket.Binary binary) {
    if (binary.parts() > Bound.GATEWAY_PARTS.value()) {
      session.close(
          PROTOCOL_ERROR,
          "expected at most %d binary parts".formatted(Bound.GATEWAY_PARTS.value()));
      return;
    }
    partsToSkip = binary.parts();
    if (binary.isEvent()) {
      boolean mayBe = events.take(gateway.now());
      refuse(binary.id(), mayBe ? GatewayError.BINARY : GatewayError.TOO_OFTEN);
    }
  }

  // What it does

  private void event(Caller who, SocketPacket.Event event) {
    if (!events.take(gateway.now())) {
      refuse(event.id(), GatewayError.TOO_OFTEN);
      return;
    }
    List<Json.Value> arguments = event.arguments();
    switch (event.name()) {
      case "message" ->
          perform(
              who,
              event,
              () -> {
                String answer = gateway.posting().post(who, arguments);
                return () -> answer;
              });
      case "join" -> perform(who, event, () -> join(who, Rooms.conversation(arguments)));
      case "leave" ->
          perform(
              who,
              event,
              () -> {
                long conversation = Rooms.conversation(arguments);
                return () -> {
                  seat.close(conversation);
                  return "{\"ok\":true}";
                };
              });
      default -> refuse(event.id(), GatewayError.unknownEvent());
    }
  }

  private Finish join(Caller who, long conversationId) {
    long asked = Identity.micros(gateway.services().clock());
    Rooms.Room room = gateway.rooms().enter(who, conversationId);
    return () -> {
      if (room.shown()) {
        seat.open(who, conversationId, asked);
      }
      return new JsonBytes(80)
          .ascii("{\"ok\":true,\"conversationId\":")
          .string(Long.toString(conversationId))
          .ascii(",\"seq\":")
          .number(room.lastSeq())
          .ascii("}")
          .toString();
    };
  }

  private void perform(Caller who, SocketPacket.Event event, Work work) {
    if (!errands.add(() -> run(who, event.id(), work))) {
      refuse(event.id(), GatewayError.BUSY);
    }
  }

  /** Access may have ended while this waited, or just before the client hears of it. */
  private void run(Caller who, @Nullable Long id, Work work) {
    if (gateway.isClosed()) {
      return; // not answered, so the client asks again when the server is back
    }
    try {
      if (!gateway.services().sessions().isAlive(who.sessionId())) {
        throw Seat.sessionEnded();
      }
      Finish finish = work.run();
      session.execute(() -> finish(id, finish));
    } catch (Refusal refusal) {
      session.execute(() -> refuse(id, GatewayError.of(refusal)));
    } catch (RuntimeException e) {
      log.error("an event of a client failed", e);
      session.execute(() -> refuse(id, GatewayError.INTERNAL));
    }
  }

  private void finish(@Nullable Long id, Finish finish) {
    if (session.isClosing()) {
      return;
    }
    try {
      String answer = finish.answer();
      if (id != null) {
        session.say(SocketPackets.ack(id, answer));
      }
    } catch (Refusal refusal) {
      refuse(id, GatewayError.of(refusal));
    }
  }

  /** Says so in the acknowledgement; if none was asked for, by an event. */
  private void refuse(@Nullable Long id, GatewayError error) {
    session.say(
        id == null
            ? SocketPackets.event(null, "exception", error.json())
            : SocketPackets.ack(id, error.answer()));
  }

  // What it hears

  /**
   * Brings a message.
   *
   * @param json as this client's user gets it
   */
  void deliver(Message message, String json) {
    session.execute(() -> {
      Caller who = door.caller();
      if (who != null && !session.isClosing()) {
        boolean own = who.userId() == message.senderId();
        Long id = own ? null : (Long) awaited.add(message.conversationId(), message.seq());
        session.say(SocketPackets.event(id, "message", json));
      }
    });
  }

  /** The client has a message: its sender may see that it was delivered. */
  private void received(Caller who, long id) {
    awaited.take(id).ifPresent(place -> arrivals.add(who.userId(), place));
  }

  // How it ends

  @Override
  public List<byte[]> farewell(int code, String reason) {
    if (door.caller() == null || code == 1000) {
      return List.of();
    }
    boolean forGood = code == ErrorCode.UNAUTHORIZED.code();
    String name =
        forGood
            ? RefusalCode.SESSION_ENDED.text()
            : code == ErrorCode.RECONNECT.code() ? "restarting" : "closed";
    byte[] why =
        SocketPackets.event(null, "exception", new GatewayError(name, null, reason).json());
    return forGood ? List.of(why, SocketPackets.disconnect()) : List.of(why);
  }

  @Override
  public void onClosed() {
    Caller who = door.caller();
    if (who != null) {
      gateway.clients().remove(who.userId(), this);
    }
  }
}
