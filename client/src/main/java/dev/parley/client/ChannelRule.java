package dev.parley.client;

/**
 * Which channels a user may join. Called for each subscription that needs a signature, on the
 * thread of the request, by several at once; what it throws is thrown on and signs nothing.
 */
@FunctionalInterface
public interface ChannelRule {
  /**
   * Whether this user may join this channel.
   *
   * @param userId as your application knows the user
   * @param channel a whole, legal name that begins {@code private-} or {@code presence-}
   */
  boolean mayJoin(String userId, String channel);

  /**
   * Each user may join {@code private-ID} with the own id, and nothing else. Ids that would name a
   * channel of another kind are refused: whoever is called {@code encrypted-payroll} shall not be
   * given the key of {@code private-encrypted-payroll}.
   */
  static ChannelRule ownChannel() {
    return (userId, channel) ->
        channel.equals(ChannelNames.PRIVATE + userId) && !ChannelNames.isOfAnotherKind(channel);
  }

  /** What either rule allows; the other one is only asked where this one says no. */
  default ChannelRule or(ChannelRule other) {
    return (userId, channel) -> mayJoin(userId, channel) || other.mayJoin(userId, channel);
  }
}
