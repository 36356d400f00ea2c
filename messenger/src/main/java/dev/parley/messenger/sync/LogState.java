package dev.parley.messenger.sync;

/**
 * One row of {@code user_sync}. Times are epoch milliseconds.
 *
 * @param last number of the last entry, 0 if there is none
 * @param floor up to here nothing is kept any more
 * @param exists false if the user has no log yet
 */
record LogState(long last, long floor, long activeAt, boolean parked, boolean exists) {
  static final LogState NONE = new LogState(0, 0, 0, false, false);
}
