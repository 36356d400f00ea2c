package dev.parley.bench.scenario;

import dev.parley.bench.report.Table;

/** One thing to measure. */
public interface Scenario {

  /** As the command line names it. */
  String name();

  /** What it shows and how to read its table; Markdown. */
  String explanation();

  /** Measures all contenders of the stage. */
  Table run(Stage stage);
}
