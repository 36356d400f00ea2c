package dev.parley.messenger.message;

/** Where a message goes. */
public sealed interface Target {
  record InConversation(long conversationId) implements Target {}

  /** The direct conversation with a user, which begins with its first message. */
  record ToUser(long userId) implements Target {}
}
