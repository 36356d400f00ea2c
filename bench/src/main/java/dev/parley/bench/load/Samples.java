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
  private double seconds;

  /** Adds one, microseconds. */
  public void add(long sample) {
    if (size == micros.length) {
      micros = Arrays.copyOf(micros, size * 2);
    }
    micros[size++] = (int) Math.min(sample, Integer.MAX_VALUE);
  }

  void clear() {
    size = 0;
    seconds = 0;
  }

  /** Adds all samples of another run. */
  public void addAll(Samples other) {
    other.stream().forEach(this::add);
    seconds += other.seconds;
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

  /** Notes how long the run took that they are of. */
  void lasted(double runSeconds) {
    seconds += runSeconds;
  }

  /**
   * The median of the percentiles of each second, taking it that samples came at an even rate: what
   * one hiccup of the machine cannot move, and what lasts does.
   */
  public double usualPercentileMillis(double share) {
    int stretches = Math.clamp(Math.round(seconds), 1, Math.max(1, size));
    var each = new Samples();
    for (int i = 0; i < stretches && size > 0; i++) {
      var second = new Samples();
      Arrays.stream(micros, edge(i, stretches), edge(i + 1, stretches)).forEach(second::add);
      each.add(Math.round(second.percentileMillis(share) * 1e3));
    }
    return each.percentileMillis(0.5);
  }

  private int edge(int stretch, int stretches) {
    return (int) ((long) size * stretch / stretches);
  }
}
