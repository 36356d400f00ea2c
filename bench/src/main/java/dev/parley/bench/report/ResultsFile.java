package dev.parley.bench.report;

import dev.parley.bench.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The published results: a head and one section per scenario. A run of a few scenarios replaces
 * their sections and keeps the others, each of which says by itself when and how it was made.
 */
public final class ResultsFile {
  private static final String SECTION = "\n## ";

  private final Path file;

  public ResultsFile(Path file) {
    this.file = file;
  }

  /** Replaces the sections with these titles (texts without their headings), or adds them. */
  public void put(Map<String, String> sections) {
    try {
      Map<String, String> all = new LinkedHashMap<>();
      if (Files.exists(file)) {
        String[] parts = Files.readString(file).split(SECTION, -1);
        for (int i = 1; i < parts.length; i++) {
          String[] titleAndText = parts[i].split("\n", 2);
          all.put(titleAndText[0], titleAndText.length > 1 ? titleAndText[1] : "");
        }
      }
      all.putAll(sections);
      Files.writeString(
          file,
          all.entrySet().stream()
              .map(entry -> SECTION + entry.getKey() + "\n" + entry.getValue())
              .collect(Collectors.joining("", HEAD, "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that say on what and how a section was measured. */
  public static String provenance(Rig rig, String when, String command, String servers) {
    return """

    - When: %s, by `%s`
    - Rig: %s, %d cores, %d GiB, %s; %s; load maker's options `%s`; C compiler %s
    - Servers: %s

    """
        .formatted(
            when,
            command,
            rig.processor(),
            rig.cores(),
            rig.memoryGib(),
            rig.kernel(),
            rig.jdk(),
            rig.flags().isEmpty() ? "none" : rig.flags(),
            rig.compiler(),
            servers);
  }

  private static final String HEAD =
      """
      # Measured

      Written by `./parley bench`; [README](README.md) says how to read it. Servers and load maker share
      one machine over loopback and run in turn (A B A B); the ratio to the floor says more than the
      figure beside it. Rows that lose stay. Raw samples are in `bench/out/` after a run.
      """;
}
