package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.Json;
import dev.parley.messenger.Bound;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.MessageKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client passes with {@code message}.
 *
 * @param participants who is meant to be among the members; empty for all of them
 * @param receiverId a conversation, or a person
 * @param clientMsgId the client's own name for it, under which a retry is no second message
 */
record NewMessage(
    Set<Long> participants,
    @Nullable Long conversationId,
    @Nullable Long receiverId,
    @Nullable String clientMsgId,
    Content content) {
  static NewMessage parse(List<Json.Value> arguments) {
    Map<String, Json.Value> all =
        Fields.object(arguments.isEmpty() ? null : arguments.getFirst(), "payload");
    Map<String, Json.Value> message = Fields.object(all.get("message"), "message");
    return new NewMessage(
        participants(all.get("participants")),
        Fields.id(message.get("conversationId"), "message.conversationId"),
        Fields.id(message.get("receiverId"), "message.receiverId"),
        Fields.text(message.get("clientMsgId"), "message.clientMsgId"),
        content(message));
  }

  private static Set<Long> participants(Json.@Nullable Value given) {
    List<Json.Value> values = Fields.list(given, "participants");
    if (values.size() > Bound.GROUP_MEMBERS.value()) {
      throw Fields.invalid(
          "participants", "expected at most %d ids".formatted(Bound.GROUP_MEMBERS.value()));
    }
    var ids = new LinkedHashSet<Long>();
    for (Json.Value value : values) {
      Long id = Fields.id(value, "participants");
      if (id == null) {
        throw Fields.invalid("participants", "expected ids of users, got null");
      }
      ids.add(id);
    }
    return ids;
  }

  private static Content content(Map<String, Json.Value> message) {
    String body = Fields.text(message.get("body"), "message.body");
    String image = Fields.text(message.get("image"), "message.image");
    String words = body == null ? "" : body;
    if (image == null || image.isEmpty()) {
      return new Content.Text(words);
    }
    long file =
        MediaPath.parse(image)
            .orElseThrow(() ->
                Fields.invalid(
                    "message.image", "expected the id or the address of an uploaded image"));
    return new Content.Attachment(MessageKind.IMAGE, file, words);
  }
}
