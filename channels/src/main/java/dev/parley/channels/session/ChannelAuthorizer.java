package dev.parley.channels.session;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.ClientMessage.Subscribe;
import dev.parley.channels.protocol.Member;
import dev.parley.channels.protocol.Quote;
import dev.parley.channels.protocol.Signature;
import dev.parley.channels.protocol.SignedData;
import dev.parley.channels.protocol.SignedData.ChannelData;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signature of a subscription (section 3.1).
 *
 * <p>Beyond the specification, a private channel's {@code channel_data} may be signed too, as it is
 * on presence channels; pusher-js passes it on unchanged. It then names the user, and the sign-in
 * session, whose access this is.
 */
final class ChannelAuthorizer {
  private ChannelAuthorizer() {}

  static Grant check(Connection connection, ChannelName channel, Subscribe message) {
    String auth = message.auth();
    if (auth == null) {
      return new Grant.Denied("subscribing to '%s' needs auth".formatted(channel));
    }
    App app = connection.app().app();
    String plain = connection.id() + ":" + channel;
    String data = message.channelData();
    if (channel.kind().isPresence()) {
      String text = data == null ? plain : plain + ":" + data;
      String problem = problemWith(app, auth, text);
      return problem == null ? presence(connection, data) : new Grant.Denied(problem);
    }
    String problem = problemWith(app, auth, plain);
    if (problem == null) {
      return new Grant.Allowed(null, null);
    }
    return data != null && problemWith(app, auth, plain + ":" + data) == null
        ? named(connection, data)
        : new Grant.Denied(problem);
  }

  /** What is wrong with {@code KEY:HEX} as a signature of the text, or null. */
  static @Nullable String problemWith(App app, String auth, String text) {
    int colon = auth.indexOf(':');
    if (colon <= 0) {
      return "auth is not of the form KEY:SIGNATURE";
    }
    AppKey key = app.key(auth.substring(0, colon)).orElse(null);
    if (key == null) {
      return "auth key '%s' is not a key of this application"
          .formatted(Quote.brief(auth.substring(0, colon)));
    }
    String signature = auth.substring(colon + 1);
    return Signature.matches(key.secret(), text, signature)
        ? null
        : "invalid signature: expected HMAC SHA256 hex digest of '%s', got '%s'"
            .formatted(Quote.bounded(text), Quote.brief(signature));
  }

  static SignedData.Bounds bounds(Connection connection) {
    return new SignedData.Bounds(
        (int) connection.app().limit(Limit.USER_ID_LENGTH),
        (int) connection.app().limit(Limit.MEMBER_BYTES));
  }

  private static Grant presence(Connection connection, @Nullable String data) {
    if (data != null) {
      return named(connection, data);
    }
    String userId = connection.userId();
    String info = connection.userInfo();
    return userId == null || info == null
        ? new Grant.Denied("a presence channel needs channel_data or a signed-in user")
        : new Grant.Allowed(new Member(userId, info), null);
  }

  private static Grant named(Connection connection, String data) {
    return switch (SignedData.channelData(data, bounds(connection))) {
      case SignedData.Result.Refused<ChannelData>(String reason) -> new Grant.Denied(reason);
      case SignedData.Result.Read<ChannelData>(ChannelData read) ->
          new Grant.Allowed(read.member(), read.identity());
    };
  }
}
