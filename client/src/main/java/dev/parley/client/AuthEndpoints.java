package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The two endpoints that clients ask for signatures, without any framework: {@code /pusher/auth}
 * for channels and {@code /pusher/user-auth} for sign-in. Your application says who asks, a {@link
 * ChannelRule} says what they may hear. Immutable and safe for use by many threads.
 *
 * <p>{@link AuthHttpHandler} puts them into the JDK's own web server; with another one, hand over
 * the body of the POST and send the {@link AuthAnswer}.
 */
public final class AuthEndpoints {
  /** How many characters the body of a request may have; what clients send is far shorter. */
  public static final int MOST_BYTES = 4_096;

  private final RealtimeAuth auth;
  private final ChannelRule rule;
  private final Function<String, RealtimeUser> users;

  private AuthEndpoints(RealtimeAuth auth, ChannelRule rule, Function<String, RealtimeUser> users) {
    this.auth = auth;
    this.rule = rule;
    this.users = users;
  }

  /** Users of whom others learn only the id. */
  public static AuthEndpoints of(RealtimeAuth auth, ChannelRule rule) {
    return new AuthEndpoints(auth, rule, RealtimeUser::of);
  }

  /**
   * The same, with what others may know of a user.
   *
   * @param describe called with the id that the application gave, by several threads at once
   */
  public AuthEndpoints withUsers(Function<String, RealtimeUser> describe) {
    return new AuthEndpoints(auth, rule, describe);
  }

  /**
   * Answers {@code /pusher/auth}.
   *
   * @param userId who asks, as your application knows it from its session; null for a stranger
   * @param form the body: {@code socket_id=...&channel_name=...}, at most {@link #MOST_BYTES}
   * @return 200 with the signature; 400, 401 or 403 with a reason. Throws nothing of its own
   */
  public AuthAnswer channel(@Nullable String userId, String form) {
    return answer(
        userId,
        form,
        (id, fields) -> {
          String channel = needed(fields, "channel_name");
          ChannelNames.check("channel_name", channel);
          if (!ChannelNames.needsSignature(channel)) {
            throw new RealtimeException.IllegalArgument("channel_name", "needs no signature");
          }
          if (!rule.mayJoin(id, channel)) {
            return error(403, "you may not join " + channel);
          }
          String socketId = needed(fields, "socket_id");
          boolean isPresence = channel.startsWith(ChannelNames.PRESENCE);
          return new AuthAnswer(
              200,
              isPresence
                  ? auth.authorizeChannel(socketId, channel, users.apply(id).member())
                  : auth.authorizeChannel(socketId, channel));
        });
  }

  /**
   * Answers {@code /pusher/user-auth}.
   *
   * @param userId as for {@link #channel}
   * @param form the body: {@code socket_id=...}, at most {@link #MOST_BYTES}
   * @return 200 with the signature; 400 or 401 with a reason. Throws nothing of its own
   */
  public AuthAnswer user(@Nullable String userId, String form) {
    return answer(
        userId,
        form,
        (id, fields) -> {
          String socketId = needed(fields, "socket_id");
          return new AuthAnswer(200, auth.authenticateUser(socketId, users.apply(id)));
        });
  }

  @FunctionalInterface
  private interface Rule {
    AuthAnswer answer(String userId, Map<String, String> fields);
  }

  private static AuthAnswer answer(@Nullable String userId, String form, Rule rule) {
    if (userId == null) {
      return error(401, "sign in first");
    }
    try {
      return rule.answer(userId, fields(form));
    } catch (RealtimeException.IllegalArgument e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  static AuthAnswer error(int status, String message) {
    return new AuthAnswer(status, Json.write(Map.of("error", message)));
  }

  private static String needed(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new RealtimeException.IllegalArgument(name, "is missing in the form");
    }
    return value;
  }

  private static Map<String, String> fields(String form) {
    if (form.length() > MOST_BYTES) {
      throw new RealtimeException.IllegalArgument("body", "at most " + MOST_BYTES + " bytes");
    }
    var fields = new HashMap<String, String>();
    int from = 0;
    while (from < form.length()) {
      int end = form.indexOf('&', from);
      String word = form.substring(from, end < 0 ? form.length() : end);
      int equals = word.indexOf('=');
      try {
        if (equals > 0) {
          // the first one counts, so that nothing appended can replace what was checked
          fields.putIfAbsent(
              URLDecoder.decode(word.substring(0, equals), UTF_8),
              URLDecoder.decode(word.substring(equals + 1), UTF_8));
        }
      } catch (IllegalArgumentException e) {
        throw new RealtimeException.IllegalArgument("body", "a form");
      }
      from = end < 0 ? form.length() : end + 1;
    }
    return fields;
  }
}
