package dev.parley.bench.report;

import java.util.Locale;

/** Numbers as the tables show them. */
public final class Figures {
  private Figures() {}

  /** A rate or a count: thousands separated. */
  public static String whole(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%,d", Math.round(number)) : "–";
  }

  /** A time, a share or a ratio: two decimals. */
  public static String decimal(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%.2f", number) : "–";
  }

  /** Bytes in MiB, one decimal. */
  public static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
  }
}
