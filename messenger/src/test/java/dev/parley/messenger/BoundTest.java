package dev.parley.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BoundTest {
  private static final Path MANUAL = Path.of("../docs/limits.md");

  /** Above it is the realtime server's. */
  private static final String HEADING = "\n## The messenger\n";

  /** Fails when the manual's table is not what the code says; {@code -Ddocs.write} renews it. */
  @Test
  void theManualShowsThisTable() throws IOException {
    String found = Files.readString(MANUAL);
    int start = found.contains(HEADING) ? found.indexOf(HEADING) : found.length();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(MANUAL, found.substring(0, start) + manual());
    } else {
      assertThat(found.substring(start))
          .as("the table of bounds; renew it with -Ddocs.write=true")
          .isEqualTo(manual());
    }
  }

  private static String manual() {
    var part = new StringBuilder(HEADING);
    part.append("\nEvery bound and interval of the messenger, generated from the code.\n\n");
    part.append("| bound | unit | value | why |\n| --- | --- | ---: | --- |\n");
    for (Bound bound : Bound.values()) {
      part.append(
          "| `%s` | %s | %d | %s |\n"
              .formatted(
                  bound.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  bound.unit().name().toLowerCase(Locale.ROOT),
                  bound.value(),
                  bound.reason()));
    }
    return part.toString();
  }
}
