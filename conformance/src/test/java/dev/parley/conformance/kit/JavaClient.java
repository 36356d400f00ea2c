package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.connection.ConnectionEventListener;
import com.pusher.client.connection.ConnectionState;
import com.pusher.client.connection.ConnectionStateChange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The official Java client, unmodified, with an auth endpoint that signs by hand. */
public final class JavaClient implements AutoCloseable {
  /** The master key of the published encryption vector. */
  private static final String MASTER_KEY = "0123456789abcdef0123456789abcdef";

  private final Pusher pusher;
  private final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
  private final Queue<String> history = new ConcurrentLinkedQueue<>();

  /** A connected client that is {@code userId} on presence channels. */
  public static JavaClient connected(ServerUnderTest server, String userId) {
    return new JavaClient(server, userId, false);
  }

  /**
   * A connected client that signs in as {@code userId}. It is asked to before it connects: asked
   * while it connects, this client may sign in twice and fail over its own second attempt.
   */
  public static JavaClient signingIn(ServerUnderTest server, String userId) {
    return new JavaClient(server, userId, true);
  }

  private JavaClient(ServerUnderTest server, String userId, boolean signIn) {
    var options =
        new PusherOptions()
            .setHost(server.host())
            .setWsPort(server.port())
            .setUseTLS(false)
            .setChannelAuthorizer((channel, socketId) -> grant(channel, socketId, userId))
            .setUserAuthenticator(socketId -> signIn(socketId, userId));
    pusher = new Pusher(TestApp.KEY, options);
    if (signIn) {
      pusher.signin();
    }
    pusher.connect(
        new ConnectionEventListener() {
          @Override
          public void onConnectionStateChange(ConnectionStateChange change) {
            history.add(change.getCurrentState().toString());
            states.add(change.getCurrentState());
          }

          @Override
          public void onError(String message, String code, Exception e) {
            history.add("error " + message);
          }
        },
        ConnectionState.ALL);
    awaitState(ConnectionState.CONNECTED);
  }

  public Pusher pusher() {
    return pusher;
  }

  /** Passes over states until this one comes. */
  public void awaitState(ConnectionState wanted) {
    try {
      ConnectionState state;
      do {
        state = states.poll(20, TimeUnit.SECONDS);
        if (state == null) {
          throw new AssertionError("never " + wanted);
        }
      } while (state != wanted);
      history.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What has happened since a state was last awaited: states and errors, in order. */
  public List<String> since() {
    return List.copyOf(history);
  }

  private static String grant(String channel, String socketId, String userId) {
    if (channel.startsWith("presence-")) {
      String data =
          "{\"user_id\":%s,\"user_info\":{\"name\":%s}}"
              .formatted(Json.literal(userId), Json.literal("N" + userId));
      return Json.object()
          .put("auth", Auth.member(socketId, channel, data))
          .put("channel_data", data)
          .toString();
    }
    var answer = Json.object().put("auth", Auth.channel(socketId, channel));
    if (channel.startsWith("private-encrypted-")) {
      answer.put("shared_secret", sharedSecret(channel));
    }
    return answer.toString();
  }

  /** The key of one encrypted channel, as an app's back end derives it. */
  public static String sharedSecret(String channel) {
    try {
      byte[] key =
          MessageDigest.getInstance("SHA-256").digest((channel + MASTER_KEY).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(key);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String signIn(String socketId, String userId) {
    String data = Json.object().put("id", userId).toString();
    return Json.object().put("auth", Auth.user(socketId, data)).put("user_data", data).toString();
  }

  @Override
  public void close() {
    pusher.disconnect();
  }
}
