package dev.parley.socketio.gateway;

import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Memberships.Outcome;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Member;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.session.Caller;
import dev.parley.socketio.engine.EngineSession;
import java.util.HashSet;
import java.util.Set;

/**
 * A client's places on the node's channels: on its user's, by which it is online and ends with its
 * sign-in session, and on those of the conversations that it has open. Belongs to the session's
 * loop.
 *
 * <p>{@code asked} is when the store was asked whether the client may, in microseconds since 1970:
 * access that ended since is not had.
 */
final class Seat {
  private final Hub hub;
  private final EngineSession session;
  private final GatewayChannels channels;
  private final Set<String> open = new HashSet<>(2);

  Seat(Hub hub, EngineSession session, GatewayChannels channels) {
    this.hub = hub;
    this.session = session;
    this.channels = channels;
  }

  /**
   * Takes the user's place.
   *
   * @throws Refusal {@code session-ended} if the session ended meanwhile; {@code busy}
   */
  void take(Caller caller, long asked) {
    if (!hub.authorize(session)) {
      throw Refusal.of(RefusalCode.BUSY, "the server has as many clients as it may");
    }
    var name = ChannelName.of(channels.user().apply(caller.userId()));
    switch (hub.memberships().join(session, name, null, identity(caller, asked))) {
      case JOINED, ALREADY_JOINED -> {}
      case ACCESS_ENDED -> throw sessionEnded();
      case TOO_MANY_SUBSCRIPTIONS, CHANNEL_FULL ->
          throw Refusal.of(RefusalCode.BUSY, "the server has as many clients as it may");
    }
  }

  /**
   * Has a conversation open.
   *
   * @throws Refusal {@code limit-reached}; {@code not-found} if access ended meanwhile
   */
  void open(Caller caller, long conversationId, long asked) {
    String name = channels.open().apply(conversationId);
    open.removeIf(known -> !session.isSubscribed(known)); // those that ended by themselves
    if (open.size() >= Bound.GATEWAY_ROOMS.value() && !open.contains(name)) {
      throw Refusal.ofField(
          RefusalCode.LIMIT_REACHED,
          "conversationId",
          "expected at most %d joined conversations; leave one"
              .formatted(Bound.GATEWAY_ROOMS.value()));
    }
    var member = new Member(Long.toString(caller.userId()), "{}");
    Outcome outcome =
        hub.memberships().join(session, ChannelName.of(name), member, identity(caller, asked));
    switch (outcome) {
      case JOINED, ALREADY_JOINED -> open.add(name);
      case CHANNEL_FULL -> {} // nobody is shown that it is open; that is all
      case ACCESS_ENDED -> throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such conversation");
      case TOO_MANY_SUBSCRIPTIONS ->
          throw Refusal.of(RefusalCode.LIMIT_REACHED, "too many joined conversations; leave one");
    }
  }

  /** Has a conversation open no more; nothing happens if it was not. */
  void close(long conversationId) {
    hub.memberships().leave(session, channels.open().apply(conversationId));
  }

  static Refusal sessionEnded() {
    return Refusal.of(RefusalCode.SESSION_ENDED, "this session is over");
  }

  private static Identity identity(Caller caller, long asked) {
    return new Identity(
        Long.toString(caller.userId()), Long.toString(caller.sessionId()), false, asked);
  }
}
