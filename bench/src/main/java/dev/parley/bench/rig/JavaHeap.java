package dev.parley.bench.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the heap of another Java process with the JDK's {@code jcmd}. */
final class JavaHeap {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

  private JavaHeap() {}

  /**
   * Bytes of all live objects; taking the histogram runs a full collection first.
   *
   * @throws IllegalStateException if the process does not answer
   */
  static long liveBytes(long pid) {
    String histogram =
        Command.output(List.of(JCMD, Long.toString(pid), "GC.class_histogram"))
            .orElseThrow(() -> new IllegalStateException("jcmd cannot reach process " + pid));
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("no total in the class histogram of process " + pid);
    }
    return Long.parseLong(total.group(1));
  }
}
