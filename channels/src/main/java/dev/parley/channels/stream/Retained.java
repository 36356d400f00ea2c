package dev.parley.channels.stream;

/**
 * The last event of a cache channel.
 *
 * @param position where it stands; its stream may have begun a new epoch since
 * @param expiresAtNanos on the node's monotonic clock
 */
public record Retained(String event, String data, StreamPosition position, long expiresAtNanos) {

  public boolean isLiveAt(long nowNanos) {
    return expiresAtNanos - nowNanos > 0;
  }

  /** What it weighs in memory, in bytes, roughly. */
  public int weight() {
    return 128 + 2 * (event.length() + data.length());
  }
}
