package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import java.time.Duration;

/**
 * What an operator may set.
 *
 * @param mostMembers of one group, 2 or more
 * @param grace how long the rows of a dissolved conversation stay before they are purged
 */
public record ConversationSettings(int mostMembers, Duration grace) {
  public ConversationSettings {
    if (mostMembers < 2 || grace.isNegative()) {
      throw new IllegalArgumentException("expected mostMembers >= 2 and a grace of 0 or more");
    }
  }

  public static ConversationSettings defaults() {
    return new ConversationSettings(Bound.GROUP_MEMBERS.count(), Duration.ofDays(7));
  }
}
