package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A line of the table of who may do what.
 *
 * @param path with holes such as {@code {id}}
 * @param body with holes, too; empty for none
 * @param statuses in the order of the columns, with single blanks between
 */
record MatrixRow(String method, String path, String body, String statuses) {
  private static final String TABLE = "/authorization-matrix.txt";

  static List<MatrixRow> all() {
    try (InputStream in = MatrixRow.class.getResourceAsStream(TABLE)) {
      String text = new String(Objects.requireNonNull(in, TABLE).readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(MatrixRow::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MatrixRow of(String line) {
    List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (parts.size() != 3) {
      throw new IllegalArgumentException("expected endpoint | body | statuses: " + line);
    }
    int statuses = parts.getLast().split(" +", -1).length;
    if (statuses != 2 && statuses != MatrixScene.Standing.values().length) {
      throw new IllegalArgumentException("expected a status for each column: " + line);
    }
    String[] endpoint = parts.getFirst().split(" +", 2);
    return new MatrixRow(endpoint[0], endpoint[1], parts.get(1), parts.getLast());
  }

  /** The endpoint as the router names it. */
  String route() {
    return method
        + " "
        + path.replaceFirst("\\?.*", "").replace("{mine}", "{seq}").replace("{media}", "{id}");
  }

  boolean isAboutAConversation() {
    return statuses.split(" ", -1).length > 2;
  }

  /** Whether a request of this row needs a value for a hole. */
  boolean has(String hole) {
    return path.contains(hole) || body.contains(hole);
  }

  /** The same with its holes filled; a hole that is left is a mistake in the table. */
  MatrixRow filled(Map<String, String> values) {
    String filledPath = path;
    String filledBody = body;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filledPath = filledPath.replace(value.getKey(), value.getValue());
      filledBody = filledBody.replace(value.getKey(), value.getValue());
    }
    if (filledPath.contains("{")) {
      throw new IllegalStateException("nothing fills a hole of " + filledPath);
    }
    return new MatrixRow(method, filledPath, filledBody, statuses);
  }

  @Override
  public String toString() {
    return (method + " " + path + " " + body).strip();
  }
}
