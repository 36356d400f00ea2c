package dev.parley.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java server writes down about the times it stood still. HotSpot does that by itself when
 * told so in {@code JAVA_TOOL_OPTIONS}, which needs no agent and costs a line for each pause.
 */
public final class SafepointLog {
  private static final Pattern PAUSE = Pattern.compile("Safepoint \"(\\w+)\".*Total: +(\\d+) ns");
  private static final Pattern COLLECTOR = Pattern.compile("\\[gc *] Using (.+)");

  private final Path file;

  /**
   * Prepares a log.
   *
   * @param file does not exist yet; its path may hold neither blanks nor colons
   */
  public SafepointLog(Path file) {
    this.file = file;
  }

  /** What to start the server with, so that it writes this log. */
  public Map<String, String> environment() {
    return Map.of("JAVA_TOOL_OPTIONS", "-Xlog:safepoint,gc:file=" + file + "::filecount=0");
  }

  /**
   * A time in which no thread of the server ran.
   *
   * @param cause as HotSpot names the operation
   * @param nanos from the call to stop until all may run again
   */
  public record Pause(String cause, long nanos) {
    /** Its length in milliseconds. */
    public double millis() {
      return nanos / 1e6;
    }
  }

  /** All pauses so far, in their order. */
  public List<Pause> pauses() {
    return lines().stream()
        .map(PAUSE::matcher)
        .filter(Matcher::find)
        .map(line -> new Pause(line.group(1), Long.parseLong(line.group(2))))
        .toList();
  }

  /** The collector at work. */
  public Optional<String> collector() {
    return lines().stream()
        .map(COLLECTOR::matcher)
        .filter(Matcher::find)
        .map(line -> line.group(1))
        .findFirst();
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
