package dev.parley.conformance.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code strace -f -y} wrote about a process. */
final class SystemCalls {
  private static final Pattern LINE =
      Pattern.compile("(\\d+) +(?:<\\.\\.\\. (\\w+) resumed>|(\\w+)\\()(.*)");
  private static final String UNFINISHED = "<unfinished ...>";

  private SystemCalls() {}

  /**
   * One call that returned.
   *
   * @param begun line of the log on which it began
   * @param ended line on which it returned
   * @param text arguments and result as strace writes them
   */
  record Call(String name, int begun, int ended, String text) {
    boolean isOneOf(String... names) {
      return List.of(names).contains(name);
    }
  }

  /** Begun on a line, by a thread that has not ended it yet. */
  private record Begun(int line, String text) {}

  /** All calls that returned, in the order of their ends. */
  static List<Call> read(Path log) {
    var calls = new ArrayList<Call>();
    var open = new HashMap<String, Begun>();
    List<String> lines = lines(log);
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        continue; // a signal, or the end of a thread
      }
      String thread = line.group(1);
      String text = line.group(4);
      if (line.group(2) != null) {
        Begun begun = open.remove(thread);
        if (begun != null) {
          calls.add(new Call(line.group(2), begun.line, i, begun.text + text));
        }
      } else if (text.endsWith(UNFINISHED)) {
        open.put(thread, new Begun(i, text.replace(UNFINISHED, "")));
      } else {
        calls.add(new Call(line.group(3), i, i, text));
      }
    }
    return calls;
  }

  private static List<String> lines(Path log) {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
