package dev.parley.server.cli;

import java.time.Duration;

/** A length of time as people type it: {@code 30m}, {@code 24h} or {@code 7d}. */
final class GivenTime {
  private GivenTime() {}

  /**
   * Reads one.
   *
   * @param option which the failure names
   */
  static Duration parse(String option, String text) {
    if (!text.matches("\\d{1,5}[mhd]")) {
      throw new Failure(
          "%s: expected a time such as 30m, 24h or 7d, got %s".formatted(option, text));
    }
    long count = Long.parseLong(text, 0, text.length() - 1, 10);
    return switch (text.charAt(text.length() - 1)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
