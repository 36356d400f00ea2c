package dev.parley.messenger.privacy;

/** Who makes a step towards somebody. */
public enum Approach {
  /** Another person: what that somebody settled holds. */
  PERSON,
  /**
   * A back end in the name of a person. It answers for its users, so it is above their switches.
   */
  BACK_END
}
