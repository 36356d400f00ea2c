package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Json;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.session.Caller;
import dev.parley.socketio.engine.EngineSession;
import dev.parley.socketio.packet.SocketPacket;
import dev.parley.socketio.packet.SocketPackets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one client in, once: by an access token of the messenger, for which there is a place. A
 * client that is refused may try again. Belongs to the session's loop.
 */
final class Door {
  private static final Logger log = LoggerFactory.getLogger(Door.class);
  private static final String BEARER = "bearer ";

  private final Gateway gateway;
  private final GatewayClient client;
  private final EngineSession session;
  private final Seat seat;
  private final Errands errands;
  private final @Nullable String authorization;
  private @Nullable Caller caller;
  private boolean connecting;

  /**
   * A closed door.
   *
   * @param errands of the client; the token is looked at before anything else it asks for
   * @param authorization the header with which the client came
   */
  Door(
      Gateway gateway,
      GatewayClient client,
      EngineSession session,
      Seat seat,
      Errands errands,
      @Nullable String authorization) {
    this.gateway = gateway;
    this.client = client;
    this.session = session;
    this.seat = seat;
    this.errands = errands;
    this.authorization = authorization;
  }

  /** Who has come in; null before. */
  @Nullable Caller caller() {
    return caller;
  }

  /** Whether somebody is in, or about to be. */
  boolean isTaken() {
    return connecting || caller != null;
  }

  /** Says who it is, by the packet's {@code auth.token}, else by the header. */
  void knock(@Nullable String auth) {
    Optional<String> token = token(auth);
    if (token.isEmpty()) {
      refuse(
          new GatewayError(
              RefusalCode.UNAUTHENTICATED.text(),
              "auth.token",
              "expected an access token in auth.token or in the Authorization header"));
      return;
    }
    connecting = errands.add(() -> authenticate(token.get()));
  }

  private Optional<String> token(@Nullable String auth) {
    String given =
        Optional.ofNullable(auth)
            .flatMap(Json::object)
            .map(fields -> fields.get("token"))
            .filter(Json.Value::isString)
            .map(Json.Value::text)
            .orElse(authorization);
    return Optional.ofNullable(given)
        .map(text ->
            text.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? text.substring(BEARER.length()).strip()
                : text.strip())
        .filter(text -> !text.isEmpty());
  }

  private void authenticate(String token) {
    long asked = Identity.micros(gateway.services().clock());
    try {
      Caller found = gateway.services().sessions().authenticate(token);
      session.execute(() -> enter(found, asked));
    } catch (Refusal refusal) {
      session.execute(() -> refuse(GatewayError.of(refusal)));
    } catch (RuntimeException e) {
      log.error("a client could not be authenticated", e);
      session.execute(() -> refuse(GatewayError.INTERNAL));
    }
  }

  private void enter(Caller found, long asked) {
    connecting = false;
    if (session.isClosing()) {
      return;
    }
    if (!gateway.clients().add(found.userId(), client)) {
      refuse(
          new GatewayError(
              RefusalCode.LIMIT_REACHED.text(),
              null,
              "expected at most %d connections of one person"
                  .formatted(Bound.GATEWAY_SESSIONS_PER_USER.value())));
      return;
    }
    try {
      seat.take(found, asked);
    } catch (Refusal refusal) {
      gateway.clients().remove(found.userId(), client);
      refuse(GatewayError.of(refusal));
      return;
    }
    caller = found;
    session.say(SocketPackets.connected(session.id().toString()));
  }

  /** Says why it stays outside. */
  void refuse(GatewayError error) {
    connecting = false;
    session.say(SocketPackets.connectError(SocketPacket.MAIN, error.code(), error.message()));
  }
}
