package dev.parley.bench.load;

import java.time.Duration;

/**
 * People who write to each other.
 *
 * @param name makes the people of this run others than those of earlier ones; a-z and 0-9, at most
 *     20
 * @param users everybody holds a socket
 * @param conversations conversation {@code c} is of the users {@code c, c + 1, …}, around the
 *     circle
 * @param members people in each; two make a direct conversation, more a group
 * @param senders users 0, 1, 2 … write; sender {@code s} to conversation {@code s} modulo their
 *     number, one message at a time, each after the one before is acknowledged
 * @param textBytes length of a text, at least that of a stamp
 * @param pause between an acknowledgement and the next message of the same sender
 * @param warmUp time before the figures count; the account of deliveries covers it too
 * @param measured time the figures cover
 */
public record MessagePlan(
    String name,
    int users,
    int conversations,
    int members,
    int senders,
    int textBytes,
    Duration pause,
    Duration warmUp,
    Duration measured) {

  /** Each message as soon as the one before is acknowledged. */
  public MessagePlan(
      String name,
      int users,
      int conversations,
      int members,
      int senders,
      int textBytes,
      Duration warmUp,
      Duration measured) {
    this(name, users, conversations, members, senders, textBytes, Duration.ZERO, warmUp, measured);
  }

  public MessagePlan {
    if (members < 2 || members > users || conversations > users || senders > users) {
      throw new IllegalArgumentException("fewer users than roles");
    }
    for (int sender = 0; sender < senders; sender++) {
      if (!isMember(sender, sender % conversations, members, users)) {
        throw new IllegalArgumentException("sender " + sender + " is not in its conversation");
      }
    }
  }

  private static boolean isMember(int user, int conversation, int members, int users) {
    return Math.floorMod(user - conversation, users) < members;
  }

  boolean isMember(int user, int conversation) {
    return isMember(user, conversation, members, users);
  }

  int conversationOf(int sender) {
    return sender % conversations;
  }
}
