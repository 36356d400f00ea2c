package dev.parley.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of results.
 *
 * @param columns headings
 * @param rows cells, as many per row as there are headings
 */
public record Table(List<String> columns, List<List<String>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The table in Markdown. */
  public String markdown() {
    String rule = columns.stream().map(_ -> "---").collect(Collectors.joining("|", "|", "|"));
    return rows.stream()
        .map(Table::line)
        .collect(Collectors.joining("\n", line(columns) + "\n" + rule + "\n", "\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
