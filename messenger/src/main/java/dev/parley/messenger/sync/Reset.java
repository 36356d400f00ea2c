package dev.parley.messenger.sync;

/** Why a device cannot go on from where it stands and has to take a snapshot. */
public enum Reset {
  /** It has no cursor yet. */
  FIRST,
  /** Its cursor belongs to another life of the store. */
  EPOCH,
  /** It stands above the end of the log. */
  AHEAD,
  /** What follows its place is no longer kept. */
  EXPIRED,
  /** It lacks more than {@code Bound.LOG_PENDING}: a snapshot is cheaper. */
  TOO_FAR,
  /** Nothing was written for this user for a while, because no device came. */
  PARKED
}
