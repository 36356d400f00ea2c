package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.Json;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.Reading;
import dev.parley.messenger.privacy.Circle;
import dev.parley.messenger.privacy.PrivacyTable;
import dev.parley.messenger.session.Caller;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Whether a client may have a conversation open. Messages reach it either way; having it open shows
 * the others, where they see such things, that it is looked at. Thread-safe; blocks for a read.
 */
final class Rooms {
  private final GatewayServices services;

  Rooms(GatewayServices services) {
    this.services = services;
  }

  /**
   * A conversation that may be opened.
   *
   * @param lastSeq number of its last message
   * @param shown whether the others see who has it open
   */
  record Room(long conversationId, long lastSeq, boolean shown) {}

  /**
   * Looks who asks.
   *
   * @throws Refusal {@code not-found} to whoever is no member
   */
  Room enter(Caller caller, long conversationId) {
    return services
        .transactions()
        .read(handle -> {
          Reading reading = services.access().canFollow(handle, conversationId, caller.userId());
          Conversation conversation = reading.conversation();
          return new Room(
              conversationId,
              conversation.lastSeq(),
              isShown(handle, conversation, caller.userId()));
        });
  }

  private boolean isShown(Handle handle, Conversation conversation, long userId) {
    if (conversation.memberCount() > Bound.PRESENCE_MEMBERS.value()) {
      return false;
    }
    if (new PrivacyTable(handle).find(userId).lastSeen() != Circle.EVERYBODY) {
      return false; // it would tell when they are online
    }
    if (!conversation.isDirect()) {
      return true;
    }
    try {
      services.access().mayPost(handle, conversation, userId);
      return true;
    } catch (Refusal _) {
      return false; // a block hides both from each other
    }
  }

  /** The conversation that an event names: its id, or an object with it. */
  static long conversation(List<Json.Value> arguments) {
    Json.Value first = arguments.isEmpty() ? null : arguments.getFirst();
    Json.Value named =
        first != null && first.kind() == Json.Kind.OBJECT
            ? Json.object(first.text()).orElse(Map.of()).get("conversationId")
            : first;
    Long id = Fields.id(named, "conversationId");
    if (id == null) {
      throw Fields.invalid("conversationId", "expected the id of a conversation");
    }
    return id;
  }
}
