package dev.parley.server.cli;

/**
 * One thing that the doctor looked at.
 *
 * @param advice what to do about it; empty if nothing
 */
record Check(Verdict verdict, String name, String found, String advice) {
  enum Verdict {
    GOOD("ok  "),
    POOR("warn"),
    BAD("FAIL");

    private final String mark;

    Verdict(String mark) {
      this.mark = mark;
    }
  }

  static Check good(String name, String found) {
    return new Check(Verdict.GOOD, name, found, "");
  }

  static Check poor(String name, String found, String advice) {
    return new Check(Verdict.POOR, name, found, advice);
  }

  static Check bad(String name, String found, String advice) {
    return new Check(Verdict.BAD, name, found, advice);
  }

  String line() {
    String line = "%s  %-18s %s".formatted(verdict.mark, name, found);
    return advice.isEmpty() ? line : line + "%n      -> %s".formatted(advice);
  }
}
