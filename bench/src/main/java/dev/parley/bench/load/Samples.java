package dev.parley.bench.load;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Raw latency samples in microseconds. Runs are merged by putting their samples together, never
 * from percentiles. Not thread-safe.
 */
public final class Samples {
  private int[] micros = new int[1024];
  private int size;

  /** Adds one, microseconds. */
  public void add(long sample) {
    if (size == micros.length) {
      micros = Arrays.copyOf(micros, size * 2);
    }
    micros[size++] = (int) Math.min(sample, Integer.MAX_VALUE);
  }

  void clear() {
    size = 0;
  }

  /** Adds all samples of another run. */
  public void addAll(Samples other) {
    other.stream().forEach(this::add);
  }

  /** The samples in the order of arrival, microseconds. */
  public IntStream stream() {
    return Arrays.stream(micros, 0, size);
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  /**
   * The smallest sample that at least {@code share} (0 to 1) of all samples do not exceed, in
   * milliseconds; not a number when there are none.
   */
  public double percentileMillis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    int[] sorted = stream().sorted().toArray();
    int rank = (int) Math.ceil(share * size) - 1;
    return sorted[Math.clamp(rank, 0, size - 1)] / 1e3;
  }

  /**
   * The median, over stretches of the run, of each stretch's percentile: what one hiccup of the
   * machine cannot move, and what lasts does. The last stretch counts if it is whole or alone.
   *
   * @param stretch samples of one, 1 or more
   */
  public double usualPercentileMillis(double share, int stretch) {
    var each = new Samples();
    for (int from = 0; from < size; from += stretch) {
      int to = Math.min(from + stretch, size);
      if (to - from == stretch || from == 0) {
        var part = new Samples();
        Arrays.stream(micros, from, to).forEach(part::add);
        each.add(Math.round(part.percentileMillis(share) * 1e3));
      }
    }
    return each.percentileMillis(0.5);
  }
}
