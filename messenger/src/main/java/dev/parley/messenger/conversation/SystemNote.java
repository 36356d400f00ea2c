package dev.parley.messenger.conversation;

import java.util.List;

/** What happened to a conversation, as its log tells it. Who did it is the message's sender. */
public sealed interface SystemNote {
  record Created(String title) implements SystemNote {}

  record Renamed(String title) implements SystemNote {}

  record AvatarChanged() implements SystemNote {}

  record Added(List<Long> userIds) implements SystemNote {}

  /** By an invitation. */
  record Joined() implements SystemNote {}

  record Left() implements SystemNote {}

  record Removed(long userId) implements SystemNote {}

  record RoleChanged(long userId, Role role) implements SystemNote {}

  record OwnerChanged(long userId) implements SystemNote {}

  /**
   * How long messages are kept from now on.
   *
   * @param retention {@code server}, {@code forever} or a time such as {@code 7d}
   */
  record RetentionChanged(String retention) implements SystemNote {}
}
