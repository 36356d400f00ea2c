package dev.parley.store;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A table as a copy knows it: numbers and texts alone, the same on both engines.
 *
 * @param columns in their order
 */
public record TableShape(String name, List<String> columns) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /**
   * Checks the names, which become part of statements.
   *
   * @throws IllegalArgumentException if one is not made of small letters, digits and underscores
   */
  public TableShape {
    columns = List.copyOf(columns);
    requireName(name);
    columns.forEach(TableShape::requireName);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table without columns: " + name);
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a table or column: " + name);
    }
  }

  String select() {
    return "select \"%s\" from \"%s\"".formatted(String.join("\", \"", columns), name);
  }

  String insert() {
    return "insert into \"%s\" (\"%s\") values (?%s)"
        .formatted(name, String.join("\", \"", columns), ", ?".repeat(columns.size() - 1));
  }
}
