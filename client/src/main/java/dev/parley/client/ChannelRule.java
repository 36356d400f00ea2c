package dev.parley.client;

/** Which channels a user may join. Called for each subscription that needs a signature. */
@FunctionalInterface
public interface ChannelRule {
  /**
   * Whether this user may join this channel.
   *
   * @param userId as your application knows the user
   * @param channel a whole, legal name that begins {@code private-} or {@code presence-}
   */
  boolean mayJoin(String userId, String channel);

  /** Each user may join {@code private-ID} with the own id, and nothing else. */
  static ChannelRule ownChannel() {
    return (userId, channel) -> channel.equals(ChannelNames.PRIVATE + userId);
  }

  /** What either rule allows. */
  default ChannelRule or(ChannelRule other) {
    return (userId, channel) -> mayJoin(userId, channel) || other.mayJoin(userId, channel);
  }
}
