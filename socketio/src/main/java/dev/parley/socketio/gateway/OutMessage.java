package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.JsonBytes;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients get it. Ids are strings of digits, since they are above what JavaScript
 * counts exactly.
 *
 * @param receiver the other one in a direct conversation, the conversation itself in a group
 */
record OutMessage(Message message, long receiver) {
  /**
   * As one of its members gets it.
   *
   * @param unread ids of messages which that member has not read
   */
  String json(List<Long> unread) {
    var json = new JsonBytes(message.text().length() + 320 + unread.size() * 22);
    json.ascii("{\"id\":").string(Long.toString(message.messageId()));
    json.ascii(",\"seq\":").number(message.seq());
    json.ascii(",\"conversationId\":").string(Long.toString(message.conversationId()));
    json.ascii(",\"senderId\":").string(Long.toString(message.senderId()));
    json.ascii(",\"receiverId\":").string(Long.toString(receiver));
    json.ascii(",\"body\":").string(message.text());
    String image = image();
    json.ascii(",\"image\":");
    if (image == null) {
      json.ascii("null");
    } else {
      json.string(image);
    }
    json.ascii(",\"createdAt\":").string(Instant.ofEpochMilli(message.sentAt()).toString());
    json.ascii(",\"unReads\":[");
    for (int i = 0; i < unread.size(); i++) {
      json.ascii(i == 0 ? "" : ",").string(Long.toString(unread.get(i)));
    }
    return json.ascii("]}").toString();
  }

  private @Nullable String image() {
    Long file = message.fileId();
    return message.kind() == MessageKind.IMAGE && file != null ? MediaPath.of(file) : null;
  }
}
