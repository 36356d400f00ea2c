package dev.parley.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A proof that cannot fail proves nothing: each planted bug is compiled into a copy, on which the
 * histories must go wrong. {@code -Ddocs.write=true} writes the table.
 */
class PlantedBugsTest {
  static final int RED = 3;

  private static final int SEEDS = 100;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TABLE = ROOT.resolve("docs/planted-bugs.md");
  private static final Pattern SEED = Pattern.compile("parley\\.sync\\.seed=(\\d+)");
  private static final Map<PlantedBug, String> FOUND = new ConcurrentSkipListMap<>();

  /** Those that the first histories meet. */
  private static final Set<PlantedBug> SOON_FOUND =
      EnumSet.of(
          PlantedBug.UNREAD_IS_COUNTED,
          PlantedBug.SEAL_IS_NOT_CHECKED,
          PlantedBug.OWN_SETTING_KEEPS_ITS_VERSION);

  /**
   * All of them take minutes, so a plain run plants those that are found soon; {@code
   * -Dparley.planted=NAME} plants one.
   */
  static Set<PlantedBug> planted() {
    String one = System.getProperty("parley.planted", "");
    if (!one.isEmpty()) {
      return EnumSet.of(PlantedBug.valueOf(one));
    }
    return Boolean.getBoolean("parley.soak") || Boolean.getBoolean("docs.write")
        ? EnumSet.allOf(PlantedBug.class)
        : SOON_FOUND;
  }

  @ParameterizedTest
  @MethodSource("planted")
  void shouldFindEachPlantedBug(PlantedBug bug, @TempDir Path folder) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    plant(bug, folder, classPath);
    Path said = folder.resolve("said.txt");
    Process histories =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // short runs
                "-cp",
                folder + System.getProperty("path.separator") + classPath,
                Histories.class.getName(),
                Integer.toString(SEEDS))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(histories.waitFor()).as(() -> read(said)).isEqualTo(RED);
      Matcher seed = SEED.matcher(read(said));
      assertThat(seed.find()).as(() -> read(said)).isTrue();
      FOUND.put(bug, seed.group(1));
    } finally {
      histories.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void plant(PlantedBug bug, Path folder, String classPath) throws IOException {
    Path source = ROOT.resolve(bug.file);
    String right = Files.readString(source);
    assertThat(right.split(Pattern.quote(bug.right), -1))
        .as("%s holds, once: %s", bug.file, bug.right)
        .hasSize(2);
    Path changed = folder.resolve(source.getFileName().toString());
    Files.writeString(changed, right.replace(bug.right, bug.wrong));
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var said = new StringWriter();
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-nowarn",
                      "-parameters",
                      "-d",
                      folder.toString(),
                      "-cp",
                      classPath),
                  null,
                  files.getJavaFileObjects(changed))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }

  @AfterAll
  static void write() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      var table =
          new StringBuilder(
              """
              # Planted bugs

              Each was compiled into a copy of Parley, one at a time, and the sync histories were run on it
              (`PlantedBugsTest`: three of them in every test run, all with `--soak`). All of them were found. Written with `-Ddocs.write=true`.

              | Planted | In | What is wrong then | Found by seed |
              | --- | --- | --- | --- |
              """);
      FOUND.forEach((bug, seed) ->
          table.append(
              "| %s | `%s` | %s | %s |%n"
                  .formatted(bug, Path.of(bug.file).getFileName(), bug.what, seed)));
      Files.writeString(TABLE, table);
    }
  }
}
