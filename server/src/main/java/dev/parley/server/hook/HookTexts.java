package dev.parley.server.hook;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountCreated;
import dev.parley.messenger.account.AccountDeleted;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.ProfileChanged;
import dev.parley.messenger.conversation.ConversationChanged;
import dev.parley.messenger.conversation.ConversationCreated;
import dev.parley.messenger.conversation.ConversationDissolved;
import dev.parley.messenger.conversation.MembersChanged;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.messenger.conversation.SystemMessageAppended;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageChanged;
import dev.parley.messenger.message.MessageSent;
import dev.parley.server.app.JsonTree;
import dev.parley.server.view.LiveViews;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.Texts;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What events look like in a webhook. As in those of channels, every field is a string: {@code
 * name}, {@code channel}, {@code user_id} and {@code data}, which is JSON; the last says of which
 * event it is, so that a receiver can drop one that it has had. Stateless.
 */
final class HookTexts {
  private final JsonMapper json;

  HookTexts(JsonMapper json) {
    this.json = json;
  }

  /** Takes what is to be told; writes {@code data} only for what is wanted. */
  interface Out {
    void tell(HookEvent kind, String channel, long userId, Supplier<String> data);
  }

  /** Tells an event as none, one or several entries. */
  void of(Event event, Out out) {
    switch (event) {
      case MessageSent(Message message) -> message(HookEvent.MESSAGE_CREATED, message, out);
      case SystemMessageAppended note ->
          out.tell(
              HookEvent.MESSAGE_CREATED,
              conversation(note.conversationId()),
              note.senderId(),
              () -> text(LiveViews.of(note)));
      case MessageChanged changed when changed.what() == MessageChanged.What.EDITED ->
          message(HookEvent.MESSAGE_EDITED, changed.message(), out);
      case MessageChanged changed when changed.what() == MessageChanged.What.RECALLED ->
          message(HookEvent.MESSAGE_RECALLED, changed.message(), out);
      case ConversationCreated created ->
          out.tell(
              HookEvent.CONVERSATION_CREATED,
              conversation(created.conversationId()),
              0,
              () ->
                  about(
                      created.conversationId(),
                      Map.of(
                          "kind",
                          created.direct() ? "direct" : "group",
                          "member_ids",
                          created.members().stream().map(Texts::id).toList())));
      case ConversationChanged(long id, long version) ->
          out.tell(
              HookEvent.CONVERSATION_UPDATED,
              conversation(id),
              0,
              () -> about(id, Map.of("version", version)));
      case ConversationDissolved dissolved ->
          out.tell(
              HookEvent.CONVERSATION_DISSOLVED,
              conversation(dissolved.conversationId()),
              0,
              () -> about(dissolved.conversationId(), Map.of()));
      case MembersChanged changed -> members(changed, out);
      case ReceiptMoved moved ->
          out.tell(
              HookEvent.RECEIPT_MOVED,
              conversation(moved.conversationId()),
              moved.userId(),
              () ->
                  about(
                      moved.conversationId(),
                      Map.of(
                          "user_id",
                          Texts.id(moved.userId()),
                          "read_seq",
                          moved.readSeq(),
                          "delivered_seq",
                          moved.deliveredSeq(),
                          "at",
                          Texts.time(moved.at()))));
      case AccountCreated(long userId) -> user(HookEvent.USER_CREATED, userId, out);
      case ProfileChanged(Profile profile) -> user(HookEvent.USER_UPDATED, profile.userId(), out);
      case AccountDeleted(long userId) -> user(HookEvent.USER_DELETED, userId, out);
      default -> {} // of no concern to back ends
    }
  }

  private void message(HookEvent kind, Message message, Out out) {
    out.tell(
        kind,
        conversation(message.conversationId()),
        message.senderId(),
        () -> text(MessageView.forAll(message)));
  }

  private static void members(MembersChanged changed, Out out) {
    changed.added().forEach(user -> member(HookEvent.MEMBER_JOINED, changed, user, out));
    changed.removed().forEach(user -> member(HookEvent.MEMBER_LEFT, changed, user, out));
  }

  private static void member(HookEvent kind, MembersChanged changed, long userId, Out out) {
    out.tell(
        kind,
        conversation(changed.conversationId()),
        userId,
        () ->
            about(
                changed.conversationId(),
                Map.of("user_id", Texts.id(userId), "version", changed.version())));
  }

  private static void user(HookEvent kind, long userId, Out out) {
    out.tell(
        kind,
        "private-user-" + userId,
        userId,
        () -> JsonTree.write(Map.of("user_id", Texts.id(userId))));
  }

  private static String conversation(long id) {
    return "private-conversation-" + id;
  }

  private static String about(long conversationId, Map<String, ?> more) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("conversation_id", Texts.id(conversationId));
    tree.putAll(more);
    return JsonTree.write(tree);
  }

  private String text(MessageView view) {
    try {
      return json.writeValueAsString(view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
