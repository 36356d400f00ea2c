package dev.parley.channels.stream;

/**
 * Where a publication stands in its channel.
 *
 * @param epoch names one life of the stream; positions of different epochs cannot be compared
 * @param offset dense within an epoch, from 1; 0 means nothing was published yet
 */
public record StreamPosition(String epoch, long offset) {

  /** Whether this position is known to be no later than the other. */
  public boolean isCoveredBy(StreamPosition other) {
    return epoch.equals(other.epoch) && offset <= other.offset;
  }
}
