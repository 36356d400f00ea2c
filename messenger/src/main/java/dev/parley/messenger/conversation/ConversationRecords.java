package dev.parley.messenger.conversation;

import dev.parley.messenger.Refusal;

/** Conversations as they are, whoever is in them; for back ends and operators. Thread-safe. */
public final class ConversationRecords {
  private final Parts parts;

  ConversationRecords(Parts parts) {
    this.parts = parts;
  }

  /**
   * One that is not dissolved.
   *
   * @throws Refusal {@code not-found}
   */
  public Conversation find(long conversationId) {
    return parts
        .transactions()
        .read(handle -> parts.conversations().find(handle, conversationId))
        .filter(found -> found.dissolvedAt() == null)
        .orElseThrow(Access::notFound);
  }
}
