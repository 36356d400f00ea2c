package dev.parley.messenger.privacy;

/**
 * What somebody shows of oneself.
 *
 * @param lastSeen who sees when this person is and was online; whoever is left out is not seen by
 *     this person either
 * @param readReceipts whether in direct conversations the other one sees how far this person has
 *     read; if not, this person does not see it of the other. In groups it is always seen: a
 *     message's sender asks who of many has seen it, and one answer fewer would make it wrong
 * @param reach who may write first and add to groups; those to whom this person wrote count as
 *     contacts
 */
public record PrivacySettings(Circle lastSeen, boolean readReceipts, Circle reach) {
  /** Of those who have settled nothing. */
  public static final PrivacySettings DEFAULTS =
      new PrivacySettings(Circle.EVERYBODY, true, Circle.EVERYBODY);
}
