package dev.parley.server.backup;

import dev.parley.server.app.JsonTree;
import dev.parley.store.TableShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds; its last entry.
 *
 * @param parley version of the program that made it
 * @param schema version of the store's schema
 * @param engine that it was made on; it may be restored on any
 * @param createdAt ISO 8601, UTC
 * @param parts entries before the manifest that have a checksum
 * @param bytes of these parts
 * @param digest SHA-256 over the checksums of all parts in their order, in hex
 */
record Manifest(
    String parley,
    String schema,
    String engine,
    String createdAt,
    List<Table> tables,
    long parts,
    long bytes,
    String digest) {
  static final String NAME = "manifest.json";

  /** Changes when an older program could not read it any more. */
  private static final int FORMAT = 1;

  Manifest {
    tables = List.copyOf(tables);
  }

  /** A table, and how many rows of it there are. */
  record Table(TableShape shape, long rows) {
    private Map<String, Object> toTree() {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("name", shape.name());
      tree.put("columns", shape.columns());
      tree.put("rows", rows);
      return tree;
    }

    private static Table of(Object tree) {
      Map<?, ?> map = (Map<?, ?>) tree;
      List<?> columns = (List<?>) Manifest.required(map, "columns");
      return new Table(
          new TableShape(text(map, "name"), columns.stream().map(String::valueOf).toList()),
          number(map, "rows"));
    }
  }

  /** Rows of one table; 0 if there is none of that name. */
  long rows(String table) {
    return tables.stream()
        .filter(one -> one.shape.name().equals(table))
        .mapToLong(Table::rows)
        .sum();
  }

  List<TableShape> shapes() {
    return tables.stream().map(Table::shape).toList();
  }

  String write() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("parley", parley);
    tree.put("schema", schema);
    tree.put("engine", engine);
    tree.put("created_at", createdAt);
    tree.put("parts", parts);
    tree.put("bytes", bytes);
    tree.put("digest", digest);
    tree.put("tables", tables.stream().map(Table::toTree).toList());
    return JsonTree.writeIndented(tree) + "\n";
  }

  /**
   * Reads it.
   *
   * @throws BackupException if it is none, or of a later format
   */
  static Manifest read(String text) {
    try {
      Map<String, Object> tree = JsonTree.read(text);
      long format = number(tree, "format");
      if (format > FORMAT) {
        throw new BackupException(
            "it has format %d, and this Parley reads %d; update Parley first"
                .formatted(format, FORMAT));
      }
      return new Manifest(
          text(tree, "parley"),
          text(tree, "schema"),
          text(tree, "engine"),
          text(tree, "created_at"),
          ((List<?>) required(tree, "tables")).stream().map(Table::of).toList(),
          number(tree, "parts"),
          number(tree, "bytes"),
          text(tree, "digest"));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new BackupException("its manifest is damaged: " + e.getMessage(), e);
    }
  }

  private static Object required(Map<?, ?> tree, String key) {
    Object value = tree.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private static String text(Map<?, ?> tree, String key) {
    return String.valueOf(required(tree, key));
  }

  private static long number(Map<?, ?> tree, String key) {
    return required(tree, key) instanceof Number number ? number.longValue() : -1;
  }
}
