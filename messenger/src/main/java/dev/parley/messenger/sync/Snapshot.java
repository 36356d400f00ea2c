package dev.parley.messenger.sync;

import dev.parley.messenger.conversation.ConversationSummary;
import dev.parley.messenger.message.MessagePages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device begins with.
 *
 * @param cursor stands at the head
 * @param epoch of the store
 * @param conversations the first of the list
 * @param next cursor of the list's next page; {@code null} if this is all
 * @param heads of all large groups of the user
 */
public record Snapshot(
    String cursor,
    long head,
    long epoch,
    List<Part> conversations,
    @Nullable String next,
    List<GroupHead> heads) {
  public Snapshot {
    conversations = List.copyOf(conversations);
    heads = List.copyOf(heads);
  }

  /** One conversation with the end of its log. */
  public record Part(ConversationSummary summary, MessagePages.Page messages) {}
}
