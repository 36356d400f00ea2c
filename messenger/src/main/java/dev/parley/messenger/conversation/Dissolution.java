package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.outbox.SyncKind;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Ends conversations for everybody at once. Thread-safe; blocks. */
public final class Dissolution {
  private final Parts parts;

  Dissolution(Parts parts) {
    this.parts = parts;
  }

  /**
   * Dissolves a group; the owner may. From the commit on it does not exist for anybody; its rows
   * are purged after the grace period.
   *
   * @throws Refusal as {@link Access#mayAdminister}
   */
  public void dissolve(long userId, long conversationId) {
    parts.administer(
        userId,
        conversationId,
        Role.OWNER,
        (handle, events, group, _) -> {
          end(handle, events, group);
          return null;
        });
  }

  /** Ends a conversation that is locked in this transaction. */
  void end(Handle handle, Consumer<Event> events, Conversation conversation) {
    List<Long> present = parts.members().present(handle, conversation.id());
    Conversation ended =
        parts
            .conversations()
            .dissolve(handle, conversation.id(), parts.clock().millis())
            .orElseThrow(Access::notFound);
    parts.outbox().toMembers(handle, SyncKind.REMOVED, ended.id(), ended.version());
    events.accept(new ConversationDissolved(ended.id(), ended.version(), present));
  }
}
