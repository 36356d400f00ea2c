package dev.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Holds checklist, tests and {@code COVERAGE.md} together. */
class CoverageTest {
  private static final int LINES = 177;
  private static final Path REPORT = Path.of("COVERAGE.md");

  private final List<String> checklist = resource("/checklist.txt").lines().toList();
  private final Properties exemptions = exemptions();
  private final Map<Integer, List<String>> tests = annotatedTests();

  @Test
  void everyLineHasATestOrAReasonWhyNot() {
    var neither =
        IntStream.rangeClosed(1, LINES)
            .filter(n -> !tests.containsKey(n) && reason(n).isEmpty())
            .boxed()
            .toList();
    assertThat(neither).as("lines with neither test nor exemption").isEmpty();
  }

  @Test
  void noLineIsBothShownAndExempt() {
    assertThat(tests.keySet().stream().filter(n -> !reason(n).isEmpty()).toList()).isEmpty();
    assertThat(tests.keySet()).allMatch(n -> n >= 1 && n <= LINES);
  }

  @Test
  void theChecklistHasEveryNumberOnce() {
    var numbers =
        checklist.stream()
            .filter(line -> !line.startsWith("## "))
            .map(line -> Integer.valueOf(line.substring(0, line.indexOf(' '))))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, LINES).boxed().toList());
  }

  @Test
  void theCommittedReportIsCurrent() throws IOException {
    String report = report();
    if (Boolean.getBoolean("coverage.write")) {
      Files.writeString(REPORT, report);
    }
    assertThat(Files.readString(REPORT))
        .as("COVERAGE.md; rewrite it with -Dcoverage.write=true")
        .isEqualTo(report);
  }

  private String report() {
    var lines = new ArrayList<String>();
    lines.add("# What shows each line of the protocol checklist");
    lines.add("");
    lines.add(
        "Generated from the `@Checklist` annotations and `exemptions.properties`; rewrite it with"
            + " `mvn test -pl conformance -am -Dtest=CoverageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcoverage.write=true`.");
    lines.add("");
    lines.add("%d of %d lines are shown by a test.".formatted(tests.size(), LINES));
    for (String line : checklist) {
      if (line.startsWith("## ")) {
        lines.addAll(List.of("", line, "", "| # | Line | Shown by |", "|---|---|---|"));
      } else {
        int space = line.indexOf(' ');
        int number = Integer.parseInt(line.substring(0, space));
        lines.add(
            "| %d | %s | %s |"
                .formatted(number, line.substring(space + 1).replace("|", "\\|"), shownBy(number)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String shownBy(int number) {
    List<String> names = tests.get(number);
    if (names == null) {
      return "not yet: " + reason(number);
    }
    String note = exemptions.getProperty("note." + number, "");
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
        + (note.isEmpty() ? "" : "; " + note);
  }

  private String reason(int number) {
    return exemptions.getProperty(Integer.toString(number), "");
  }

  private static Map<Integer, List<String>> annotatedTests() {
    var found = new TreeMap<Integer, List<String>>();
    for (Class<?> type :
        ReflectionSupport.findAllClassesInPackage(
            "dev.parley.conformance", _ -> true, name -> name.endsWith("Test"))) {
      ReflectionSupport.findMethods(
              type,
              method -> method.isAnnotationPresent(Checklist.class),
              HierarchyTraversalMode.TOP_DOWN)
          .forEach(method -> {
            for (int number :
                Objects.requireNonNull(method.getAnnotation(Checklist.class)).value()) {
              found
                  .computeIfAbsent(number, _ -> new ArrayList<>())
                  .add(type.getSimpleName() + "." + method.getName());
            }
          });
    }
    found.values().forEach(names -> names.sort(null));
    return found;
  }

  private static Properties exemptions() {
    var properties = new Properties();
    try (var in =
        new InputStreamReader(
            Objects.requireNonNull(
                CoverageTest.class.getResourceAsStream("/exemptions.properties")),
            UTF_8)) {
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(CoverageTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
