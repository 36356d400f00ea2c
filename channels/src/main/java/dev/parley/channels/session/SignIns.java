package dev.parley.channels.session;

import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.protocol.ClientMessage.SignIn;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.protocol.ServerMessages;
import dev.parley.channels.protocol.SignedData;
import dev.parley.channels.protocol.SignedData.UserData;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** User sign-in and watchlists (sections 3.3 and 3.6). Stateless; called on connections' loops. */
public final class SignIns {
  private final Hub hub;

  public SignIns(Hub hub) {
    this.hub = hub;
  }

  void signIn(Connection connection, SignIn message) {
    String text = connection.id() + "::user::" + message.userData();
    String problem = ChannelAuthorizer.problemWith(connection.app().app(), message.auth(), text);
    if (problem != null) {
      connection.error(problem);
      return;
    }
    switch (SignedData.userData(message.userData(), ChannelAuthorizer.bounds(connection))) {
      case SignedData.Result.Refused<UserData>(String reason) -> connection.error(reason);
      case SignedData.Result.Read<UserData>(UserData user) ->
          accept(connection, user, message.userData());
    }
  }

  private void accept(Connection connection, UserData user, String echo) {
    String before = connection.userId();
    if (before != null && !before.equals(user.id())) {
      connection.error("connection is already signed in as another user");
      return;
    }
    if (!hub.admits(connection, user.identity())) {
      connection.error("access ended after user_data was signed");
      return;
    }
    if (!hub.authorize(connection)) {
      connection.fail(ErrorCode.OVER_QUOTA, ErrorCode.OVER_QUOTA.text());
      return;
    }
    connection.send(ServerMessages.signinSuccess(echo));
    if (before != null) {
      return;
    }
    Set<String> watched = watched(connection, user.watchlist());
    hub.signIn(connection, user, watched);
  }

  private static Set<String> watched(Connection connection, List<String> watchlist) {
    if (!connection.app().app().options().has(Feature.WATCHLISTS)) {
      return Set.of();
    }
    int max = (int) connection.app().limit(Limit.WATCHLIST_LENGTH);
    if (watchlist.size() > max) {
      connection.send(
          ServerMessages.error(
              ErrorCode.WATCHLIST_TOO_LONG,
              "watchlist holds %d ids, the first %d are followed"
                  .formatted(watchlist.size(), max)));
    }
    return new LinkedHashSet<>(watchlist.subList(0, Math.min(max, watchlist.size())));
  }
}
