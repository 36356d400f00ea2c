package dev.parley.server.realtime;

import dev.parley.channels.app.AppKey;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Signature;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.Reading;
import dev.parley.messenger.privacy.Circle;
import dev.parley.messenger.privacy.PrivacyTable;
import dev.parley.messenger.session.Caller;
import dev.parley.server.app.JsonTree;
import dev.parley.server.app.MessengerApp;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs what a client may join. Each signature names its user and session, so that the end of
 * either finds the socket, and the time at which it was asked for, so that access which ended since
 * cannot be had with it. Thread-safe; blocks for a read.
 */
@Singleton
public final class Signatures {
  private static final Pattern SOCKET_ID = Pattern.compile("\\d{1,20}\\.\\d{1,20}");

  private final AppKey key;
  private final Transactions transactions;
  private final Access access;
  private final Teller teller;
  private final LiveUsers users;
  private final InstantSource clock;

  Signatures(
      MessengerApp app,
      Transactions transactions,
      Access access,
      Teller teller,
      LiveUsers users,
      InstantSource clock) {
    this.key = app.pair();
    this.transactions = transactions;
    this.access = access;
    this.teller = teller;
    this.users = users;
    this.clock = clock;
  }

  /** A signature and the text that was signed with it. */
  public record Signed(String auth, String data) {}

  /**
   * For a channel.
   *
   * @throws Refusal {@code not-found} for channels that are not the caller's, whether they exist or
   *     not; {@code invalid-field}
   */
  public Signed channel(Caller caller, @Nullable String socketId, @Nullable String channelName) {
    String socket = requireSocketId(socketId);
    if (channelName == null) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "channel_name", "expected a channel");
    }
    long asked = Identity.micros(clock); // before the store is read
    LiveChannel channel = LiveChannel.parse(channelName).orElseThrow(Signatures::noChannel);
    boolean maySpeak =
        switch (channel.kind()) {
          case USER -> {
            if (channel.id() != caller.userId()) {
              throw noChannel();
            }
            users.expect(caller.userId());
            yield false;
          }
          case CONVERSATION -> {
            boolean mayPost = follow(caller.userId(), channel.id(), false);
            // A newcomer must not hear what was said before and is still on its way.
            teller.awaitTold(channel.id());
            yield mayPost;
          }
          case OPEN -> {
            follow(caller.userId(), channel.id(), true);
            yield false;
          }
        };
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("user_id", Long.toString(caller.userId()));
    data.put("session", Long.toString(caller.sessionId()));
    data.put("issued_at", asked);
    data.put("client_events", maySpeak);
    String text = JsonTree.write(data);
    return new Signed(sign(socket + ":" + channelName + ":" + text), text);
  }

  /**
   * For signing in on a socket.
   *
   * @throws Refusal {@code invalid-field}
   */
  public Signed user(Caller caller, @Nullable String socketId) {
    String socket = requireSocketId(socketId);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", Long.toString(caller.userId()));
    data.put("session", Long.toString(caller.sessionId()));
    data.put("issued_at", Identity.micros(clock));
    String text = JsonTree.write(data);
    return new Signed(sign(socket + "::user::" + text), text);
  }

  /** Whether a member may post too; refuses everybody else. */
  private boolean follow(long userId, long conversationId, boolean presence) {
    return transactions.read(handle -> {
      Reading reading = access.canFollow(handle, conversationId, userId);
      Conversation conversation = reading.conversation();
      if (presence && conversation.memberCount() > Bound.PRESENCE_MEMBERS.value()) {
        throw Refusal.of(
            RefusalCode.NOT_ALLOWED,
            "above %d members nobody is told who has it open"
                .formatted(Bound.PRESENCE_MEMBERS.value()));
      }
      if (presence && new PrivacyTable(handle).find(userId).lastSeen() != Circle.EVERYBODY) {
        throw Refusal.of(
            RefusalCode.NOT_ALLOWED,
            "who does not show everybody when they are online is not told who has it open");
      }
      try {
        access.mayPost(handle, conversation, userId);
        return true;
      } catch (Refusal refusal) {
        if (presence && conversation.isDirect()) {
          throw refusal; // a block hides both from each other
        }
        return false;
      }
    });
  }

  private String sign(String text) {
    return key.key() + ":" + Signature.sign(key.secret(), text);
  }

  private static String requireSocketId(@Nullable String socketId) {
    if (socketId == null || !SOCKET_ID.matcher(socketId).matches()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "socket_id", "expected the socket's id, such as 123.456");
    }
    return socketId;
  }

  private static Refusal noChannel() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such channel");
  }
}
