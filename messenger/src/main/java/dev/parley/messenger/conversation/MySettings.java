package dev.parley.messenger.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.outbox.SyncKind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a member settles for oneself in one conversation. Nobody else learns of it; all devices of
 * the member do. Thread-safe; blocks.
 *
 * <p>All refuse with {@code not-found} for strangers; all but {@link #hide} also for former
 * members.
 */
public final class MySettings {
  private static final String PINNED =
      """
      select count(*) from member m
      join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and m.pinned_at is not null and c.dissolved_at is null
      """;

  private final Parts parts;

  MySettings(Parts parts) {
    this.parts = parts;
  }

  /**
   * No notifications for a while.
   *
   * @param until epoch milliseconds; {@code null} for notifications again
   * @throws Refusal {@code invalid-field} for a time gone by
   */
  public Member mute(long userId, long conversationId, @Nullable Long until) {
    if (until != null && until <= parts.clock().millis()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "until", "expected a time to come");
    }
    return change(userId, conversationId, "muted_until = :until", "until", until);
  }

  /**
   * Of what to be told in this conversation.
   *
   * @param level {@code null} as the account says
   */
  public Member notify(long userId, long conversationId, @Nullable NotifyLevel level) {
    int stored = level == null ? 0 : level.stored();
    return change(userId, conversationId, "notify = :notify", "notify", stored);
  }

  /**
   * Keeps a conversation at the top of the list.
   *
   * @throws Refusal {@code limit-reached}
   */
  public Member pin(long userId, long conversationId) {
    return parts
        .transactions()
        .write(
            userId, // one after the other, so that the bound holds
            (handle, events) -> {
              parts.access().canFollow(handle, conversationId, userId);
              Member after =
                  change(
                      handle,
                      events,
                      userId,
                      conversationId,
                      "pinned_at = coalesce(pinned_at, :now)",
                      Map.of("now", parts.clock().millis()));
              int pinned =
                  handle.createQuery(PINNED).bind("user", userId).mapTo(Integer.class).one();
              if (pinned > Bound.CONVERSATIONS_PINNED.count()) {
                throw Refusal.of(
                    RefusalCode.LIMIT_REACHED,
                    "expected at most %d pinned conversations"
                        .formatted(Bound.CONVERSATIONS_PINNED.count()));
              }
              return after;
            });
  }

  public Member unpin(long userId, long conversationId) {
    return change(userId, conversationId, "pinned_at = :none", "none", null);
  }

  /**
   * Keeps what was typed and not sent.
   *
   * @param text at most 16 KiB in UTF-8; {@code null} or blank for none
   * @throws Refusal {@code field-too-long}, {@code invalid-field} for a NUL character
   */
  public Member draft(long userId, long conversationId, @Nullable String text) {
    String draft = text == null || text.isBlank() ? null : text;
    if (draft != null && draft.getBytes(UTF_8).length > Bound.TEXT_BYTES.value()) {
      throw Refusal.ofField(
          RefusalCode.FIELD_TOO_LONG,
          "draft",
          "expected at most %d bytes".formatted(Bound.TEXT_BYTES.value()));
    }
    if (draft != null && draft.indexOf('\0') >= 0) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "draft", "expected no NUL character");
    }
    String set = "draft = :draft, draft_at = " + parts.clock().millis();
    return change(userId, conversationId, set, "draft", draft);
  }

  /**
   * Deletes a conversation for oneself: nothing up to now is visible any more, and it leaves the
   * list until a message comes. Nobody else notices. Former members may, too.
   */
  public Member hide(long userId, long conversationId) {
    return parts
        .transactions()
        .write(
            conversationId,
            (handle, events) -> {
              Conversation conversation = parts.lock(handle, conversationId);
              Member before = parts.access().canRead(handle, conversation, userId).member();
              Long left = before.leftSeq();
              Member after =
                  change(
                      handle,
                      events,
                      userId,
                      conversationId,
                      """
                      clear_seq = :seq, floor_countable = :countable, hidden_at = :now,
                      marked_unread = 0, pinned_at = null, draft = null, draft_at = null\
                      """,
                      Map.of(
                          "seq", left == null ? conversation.lastSeq() : left,
                          "countable", conversation.lastCountable(),
                          "now", parts.clock().millis()));
              new DeletionTable().forget(handle, conversationId, userId, after.clearSeq());
              events.accept(
                  new ConversationHidden(
                      conversationId, userId, after.version(), after.clearSeq()));
              return after;
            });
  }

  private Member change(
      long userId, long conversationId, String set, String name, @Nullable Object value) {
    return parts
        .transactions()
        .write(
            conversationId,
            (handle, events) -> {
              parts.access().canFollow(handle, conversationId, userId);
              var values = new HashMap<String, @Nullable Object>();
              values.put(name, value);
              return change(handle, events, userId, conversationId, set, values);
            });
  }

  private Member change(
      Handle handle,
      Consumer<Event> events,
      long userId,
      long conversationId,
      String set,
      Map<String, ?> values) {
    Member after =
        parts
            .members()
            .change(handle, conversationId, userId, set, values)
            .orElseThrow(Access::notFound);
    parts.outbox().toUser(handle, SyncKind.MEMBER_SELF, conversationId, after.version(), userId);
    events.accept(new MySettingsChanged(conversationId, userId, after.version()));
    return after;
  }
}
