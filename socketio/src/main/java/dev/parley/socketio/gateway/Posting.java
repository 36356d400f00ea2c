package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.JsonBytes;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Member;
import dev.parley.messenger.conversation.MemberTable;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.session.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages of clients, on the path that all messages take. Thread-safe; blocks.
 *
 * <p>{@code participants} says whom the sender believes to be there: each must be a member, else
 * nothing is sent. It does not narrow who gets the message: that belongs to the conversation, and
 * everybody in it sees it.
 */
final class Posting {
  private static final int NAME_BYTES = 16;

  /** The fields of the messenger under the names that clients gave them. */
  private static final Map<String, String> NAMES =
      Map.of(
          "text", "message.body",
          "file_id", "message.image",
          "client_msg_id", "message.clientMsgId");

  private final GatewayServices services;
  private final MemberTable members = new MemberTable();
  private final ConversationTable conversations = new ConversationTable();

  Posting(GatewayServices services) {
    this.services = services;
  }

  /**
   * Sends what a client passed with its event.
   *
   * @return the acknowledgement: the message is on the disk
   * @throws Refusal as the messenger says, naming the client's field
   */
  String post(Caller caller, List<Json.Value> arguments) {
    String peer = "message.receiverId";
    try {
      NewMessage given = NewMessage.parse(arguments);
      peer = given.receiverId() == null ? "participants" : peer;
      return sent(services.sending().apply(command(caller, given)));
    } catch (Refusal refusal) {
      throw renamed(refusal, peer);
    }
  }

  private SendCommand command(Caller caller, NewMessage given) {
    String name = given.clientMsgId();
    Target target = services.transactions().read(handle -> target(handle, caller.userId(), given));
    return new SendCommand(
        caller.userId(), target, name == null ? newName() : name, given.content(), null, null);
  }

  private Target target(Handle handle, long sender, NewMessage given) {
    Long conversation = given.conversationId();
    Long receiver = given.receiverId();
    if (conversation == null && receiver != null && isMember(handle, receiver, sender)) {
      conversation = receiver;
    }
    if (conversation != null) {
      if (!isMember(handle, conversation, sender)) {
        throw Refusal.ofField(
            RefusalCode.NOT_FOUND, "message.conversationId", "there is no such conversation");
      }
      requireFitting(handle, conversation, sender, given);
      return new Target.InConversation(conversation);
    }
    long peer = receiver == null ? onlyOther(given.participants(), sender) : receiver;
    requireAmong(given.participants(), Set.of(sender, peer));
    return new Target.ToUser(peer);
  }

  /** A message that names two places was meant for one of them, and nobody knows for which. */
  private void requireFitting(Handle handle, long conversation, long sender, NewMessage given) {
    Long receiver = given.receiverId();
    if (receiver != null
        && receiver != conversation
        && !isPeer(handle, conversation, sender, receiver)) {
      throw Fields.invalid(
          "message.receiverId", "expected the conversation, or the other of two people");
    }
    if (!given.participants().isEmpty()) {
      requireAmong(given.participants(), new HashSet<>(members.present(handle, conversation)));
    }
  }

  private boolean isPeer(Handle handle, long conversation, long sender, long receiver) {
    return conversations
        .find(handle, conversation)
        .filter(found -> found.isDirect() && found.peerOf(sender) == receiver)
        .isPresent();
  }

  private boolean isMember(Handle handle, long conversation, long user) {
    return members.find(handle, conversation, user).filter(Member::isPresent).isPresent();
  }

  private static void requireAmong(Set<Long> participants, Set<Long> present) {
    for (long id : participants) {
      if (!present.contains(id)) {
        throw Fields.invalid("participants", "expected members only; %d is none".formatted(id));
      }
    }
  }

  /** Two people need not have met: the one who is named is the other. */
  private static long onlyOther(Set<Long> participants, long sender) {
    var others = new HashSet<>(participants);
    others.remove(sender);
    if (others.size() != 1) {
      throw Fields.invalid(
          "message.conversationId",
          "expected a conversation, a receiver, or one other participant");
    }
    return others.iterator().next();
  }

  private String newName() {
    byte[] bytes = new byte[NAME_BYTES];
    services.random().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String sent(Sent sent) {
    return new JsonBytes(160)
        .ascii("{\"ok\":true,\"id\":")
        .string(Long.toString(sent.messageId()))
        .ascii(",\"seq\":")
        .number(sent.seq())
        .ascii(",\"conversationId\":")
        .string(Long.toString(sent.conversationId()))
        .ascii(",\"createdAt\":")
        .string(Instant.ofEpochMilli(sent.sentAt()).toString())
        .ascii("}")
        .toString();
  }

  private static Refusal renamed(Refusal refusal, String peer) {
    @Nullable String field = refusal.field();
    String name = "user_id".equals(field) ? peer : field == null ? null : NAMES.get(field);
    return name == null ? refusal : Refusal.ofField(refusal.code(), name, refusal.detail());
  }
}
