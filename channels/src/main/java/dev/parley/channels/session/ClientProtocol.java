package dev.parley.channels.session;

import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Memberships.Outcome;
import dev.parley.channels.protocol.ChannelKind;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.ClientMessage;
import dev.parley.channels.protocol.ClientMessage.Subscribe;
import dev.parley.channels.protocol.ClientMessages;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.protocol.Quote;
import dev.parley.channels.protocol.ServerMessages;
import java.util.Optional;

/**
 * What each client message does. Stateless; every method is called on the connection's loop. No
 * input closes the connection here or reaches other clients: mistakes are answered and forgotten.
 */
public final class ClientProtocol {
  private static final byte[] PONG = ServerMessages.pong();

  private final Hub hub;
  private final SignIns signIns;
  private final ClientEvents clientEvents;

  public ClientProtocol(Hub hub, SignIns signIns, ClientEvents clientEvents) {
    this.hub = hub;
    this.signIns = signIns;
    this.clientEvents = clientEvents;
  }

  /** Greets an admitted client, or ends the connection if there is no room. */
  public void open(Connection connection) {
    Optional<ErrorCode> obstacle = hub.connect(connection);
    if (obstacle.isPresent()) {
      connection.refuse(obstacle.get());
      return;
    }
    long millis = connection.app().limit(Limit.ACTIVITY_TIMEOUT_MILLIS);
    connection.send(
        ServerMessages.connectionEstablished(connection.id(), Math.ceilDiv(millis, 1_000L)));
  }

  public void onText(Connection connection, String text) {
    connection.app().meters().messageReceived();
    switch (ClientMessages.read(text)) {
      case ClientMessage.Ping _ -> connection.send(PONG);
      case ClientMessage.Pong _ -> {}
      case Subscribe subscribe -> subscribe(connection, subscribe);
      case ClientMessage.Unsubscribe(String channel) -> unsubscribe(connection, channel);
      case ClientMessage.SignIn signIn -> signIns.signIn(connection, signIn);
      case ClientMessage.ClientEvent event -> clientEvents.accept(connection, event);
      case ClientMessage.HeadCount visit -> Visits.accept(connection, visit);
      case ClientMessage.Rejected(String reason) -> connection.error(reason);
    }
  }

  private void unsubscribe(Connection connection, String channel) {
    if (!hub.memberships().leave(connection, channel)) {
      connection.error("not subscribed to channel '%s'".formatted(Quote.brief(channel)));
    }
  }

  private void subscribe(Connection connection, Subscribe message) {
    int maxLength = (int) connection.app().limit(Limit.CHANNEL_NAME_LENGTH);
    Optional<String> problem = ChannelName.problemWith(message.channel(), maxLength);
    if (problem.isPresent()) {
      refuse(connection, message.channel(), "ChannelError", problem.get(), 400);
      return;
    }
    ChannelName channel = ChannelName.of(message.channel());
    switch (grant(connection, channel, message)) {
      case Grant.Denied(String reason) ->
          refuse(connection, channel.value(), "AuthError", reason, 401);
      case Grant.Allowed allowed -> join(connection, channel, allowed);
    }
  }

  private static Grant grant(Connection connection, ChannelName channel, Subscribe message) {
    if (channel.kind() == ChannelKind.SERVER_TO_USER) {
      String userId = connection.userId();
      boolean own = userId != null && channel.equals(ChannelName.serverToUser(userId));
      return own
          ? new Grant.Allowed(null, null)
          : new Grant.Denied("only the user signed in may subscribe to '%s'".formatted(channel));
    }
    return channel.kind().isProtected()
        ? ChannelAuthorizer.check(connection, channel, message)
        : new Grant.Allowed(null, null);
  }

  private void join(Connection connection, ChannelName channel, Grant.Allowed grant) {
    if (channel.kind().isProtected() && !hub.authorize(connection)) {
      connection.fail(ErrorCode.OVER_QUOTA, ErrorCode.OVER_QUOTA.text());
      return;
    }
    Outcome outcome =
        hub.memberships()
            .join(
                connection,
                channel,
                channel.kind().isPresence() ? grant.member() : null,
                grant.identity());
    switch (outcome) {
      case JOINED -> {}
      case ALREADY_JOINED ->
          connection.error("already subscribed to channel '%s'".formatted(channel));
      case ACCESS_ENDED ->
          refuse(
              connection, channel.value(), "AuthError", "access ended after auth was signed", 401);
      case TOO_MANY_SUBSCRIPTIONS ->
          refuse(
              connection,
              channel.value(),
              "LimitReached",
              "connection has reached its number of subscriptions",
              403);
      case CHANNEL_FULL ->
          refuse(
              connection,
              channel.value(),
              "LimitReached",
              "channel '%s' has reached its number of members".formatted(channel),
              403);
    }
  }

  /**
   * The error event that the service sends, the event that pusher-js hands to its handlers, and for
   * the .NET client the one it waits for.
   */
  private static void refuse(
      Connection connection, String channel, String type, String reason, int status) {
    String shown = Quote.bounded(channel);
    connection.error(reason);
    connection.send(
        ServerMessages.subscriptionError("pusher:subscription_error", shown, type, reason, status));
    if (connection.isDotNet()) {
      connection.send(
          ServerMessages.subscriptionError(
              "pusher_internal:subscription_error", shown, type, reason, status));
    }
  }
}
