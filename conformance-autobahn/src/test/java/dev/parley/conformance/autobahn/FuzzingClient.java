package dev.parley.conformance.autobahn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The suite's client, in a process of its own: it is Python that only runs once per interpreter.
 *
 * @param folder for its reports and its log
 */
record FuzzingClient(Path folder) {
  private static final String AGENT = "parley";
  private static final String SCRIPT =
      """
      import sys
      sys.argv = ['wstest', '-m', 'fuzzingclient', '-s', 'spec.json']
      from autobahntestsuite import wstest
      wstest.run()
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What the suite says of one case.
   *
   * @param behavior of the messages: OK, NON-STRICT, INFORMATIONAL, or a kind of failure
   * @param close of the end of the connection, likewise
   * @param report the file with every byte of the case
   */
  record Verdict(String id, String behavior, String close, Path report) {}

  /**
   * Runs the suite's cases against a server.
   *
   * @param cases patterns like {@code 1.*}
   * @return the verdicts, in the suite's order
   */
  List<Verdict> run(String url, List<String> cases, Duration patience)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path index = folder.resolve("reports/index.json");
    Files.deleteIfExists(index);
    var spec =
        Map.of(
            "outdir",
            "./reports",
            "servers",
            List.of(Map.of("agent", AGENT, "url", url)),
            "cases",
            cases,
            "exclude-cases",
            List.of(),
            "exclude-agent-cases",
            Map.of(),
            "failByDrop",
            false);
    JSON.writeValue(folder.resolve("spec.json").toFile(), spec);
    Process process =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("the suite did not come to its end; see " + folder + "/log.txt");
      }
    } finally {
      process.destroyForcibly();
    }
    return verdicts(JSON.readTree(index.toFile()).path(AGENT));
  }

  private static List<String> command() {
    String python =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("jython") || entry.contains("autobahntestsuite"))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        python,
        "org.python.util.jython",
        "-c",
        SCRIPT);
  }

  private List<Verdict> verdicts(JsonNode index) {
    var verdicts = new ArrayList<Verdict>();
    for (Map.Entry<String, JsonNode> entry : index.properties()) {
      JsonNode verdict = entry.getValue();
      verdicts.add(
          new Verdict(
              entry.getKey(),
              verdict.path("behavior").asText(),
              verdict.path("behaviorClose").asText(),
              folder.resolve("reports").resolve(verdict.path("reportfile").asText())));
    }
    verdicts.sort(Comparator.comparing(v -> numbers(v.id()), Arrays::compare));
    return verdicts;
  }

  private static int[] numbers(String id) {
    return Arrays.stream(id.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}
