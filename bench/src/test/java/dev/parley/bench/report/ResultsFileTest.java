package dev.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  @TempDir private Path folder;

  @Test
  void shouldReplaceOneSectionAndKeepTheOthers() throws IOException {
    Path file = folder.resolve("RESULTS.md");
    ResultsFile results = new ResultsFile(file);
    results.put(Map.of("fanout", "\nfirst figures\n"));
    results.put(Map.of("idle", "\nmemory\n"));
    results.put(Map.of("fanout", "\nsecond figures\n"));

    assertThat(Files.readString(file))
        .startsWith("# Measured")
        .containsOnlyOnce("## fanout\n\nsecond figures")
        .containsOnlyOnce("## idle\n\nmemory")
        .doesNotContain("first figures");
  }

  @Test
  void shouldKeepATableWholeWhateverItsCellsHold() {
    Table table = new Table(List.of("a", "b"), List.of(List.of("x|y", "two\nlines")));

    assertThat(table.markdown()).isEqualTo("| a | b |\n|---|---|\n| x\\|y | two lines |\n");
  }
}
