package dev.parley.conformance.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.transport.EchoServer;
import dev.parley.conformance.autobahn.FuzzingClient.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the suite that does not need compression is a test. */
class AutobahnTest {
  private static final boolean SOAK = Boolean.getBoolean("parley.soak");

  /** Framing, pings, reserved bits, opcodes, fragments, UTF-8, closing, and odd fragment sizes. */
  private static final List<String> BEHAVIOR =
      List.of("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*");

  private static final int BEHAVIOR_CASES = 247;

  /** Messages of up to 16 MiB, and a thousand round trips of each of several sizes. */
  private static final String LIMITS = "9.*";

  private static final int LIMITS_CASES = 54;

  /** Wrong UTF-8 is noticed when the message is whole, which is allowed, not while it arrives. */
  private static final Set<String> LATE = Set.of("6.4.1", "6.4.2", "6.4.3", "6.4.4");

  @TestFactory
  Stream<DynamicTest> shouldFrameMessagesAsTheStandardDemands()
      throws IOException, InterruptedException {
    return run("behavior", BEHAVIOR, BEHAVIOR_CASES, Duration.ofMinutes(4));
  }

  @TestFactory
  Stream<DynamicTest> shouldCarryLargeMessages() throws IOException, InterruptedException {
    return SOAK
        ? run("limits", List.of(LIMITS), LIMITS_CASES, Duration.ofMinutes(30))
        : run("limits", List.of("9.1.1", "9.2.1", "9.7.1", "9.8.1"), 4, Duration.ofMinutes(2));
  }

  private static Stream<DynamicTest> run(
      String name, List<String> cases, int expected, Duration patience)
      throws IOException, InterruptedException {
    var client = new FuzzingClient(Path.of("target", "autobahn", name).toAbsolutePath());
    try (EchoServer server = EchoServer.start()) {
      List<Verdict> verdicts = client.run(server.url(), cases, patience);
      assertThat(verdicts).as("cases that were run").hasSize(expected);
      return verdicts.stream().map(v -> DynamicTest.dynamicTest(v.id(), () -> check(v)));
    }
  }

  private static void check(Verdict verdict) {
    assertThat(verdict.behavior())
        .as("messages of case %s; see %s", verdict.id(), verdict.report())
        .isIn(
            LATE.contains(verdict.id())
                ? Set.of("OK", "NON-STRICT")
                : Set.of("OK", "INFORMATIONAL"));
    assertThat(verdict.close())
        .as("end of case %s; see %s", verdict.id(), verdict.report())
        .isIn("OK", "INFORMATIONAL");
  }
}
