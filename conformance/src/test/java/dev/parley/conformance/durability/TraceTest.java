package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.parley.conformance.durability.SystemCalls.Call;
import dev.parley.conformance.kit.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed process proves no flush, since the kernel keeps what was written. So the server's system
 * calls are watched: between a message's arrival and its 201 the log of the database is forced to
 * the disk.
 */
@Timeout(180)
class TraceTest {
  private static final int MESSAGES = 40;

  private final Path folder;

  TraceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void shouldForceEachMessageToTheDiskBeforeAcknowledgingIt() throws Exception {
    requireTracing();
    Path log = folder.resolve("calls");
    try (ServerProcess server = ServerProcess.startTraced(folder, log)) {
      Town town = Town.found(server, 3);
      String room = town.rooms().getFirst().id();
      Person sender = town.people().getFirst();
      try (Client client = Client.of(server, sender)) {
        for (int i = 0; i < MESSAGES; i++) {
          var attempt = new Attempt(room, sender.id(), "traced-" + i, "words");
          assertThat(client.send(attempt).status()).isEqualTo(201);
        }
      }
    }
    List<Call> calls = SystemCalls.read(log);
    List<Call> arrivals = calls.stream().filter(TraceTest::isArrival).toList();
    assertThat(arrivals).hasSize(MESSAGES);
    for (Call arrival : arrivals) {
      Call answer =
          calls.stream()
              .filter(call -> call.begun() > arrival.ended() && isCreated(call))
              .findFirst()
              .orElseThrow();
      assertThat(calls)
          .as("calls between %s and %s", arrival, answer)
          .anyMatch(call ->
              isForced(call) && call.begun() > arrival.ended() && call.ended() < answer.begun());
    }
  }

  private static boolean isArrival(Call call) {
    return call.isOneOf("read", "recvfrom", "recvmsg")
        && call.text().contains("POST /api/conversations/");
  }

  private static boolean isCreated(Call call) {
    return call.isOneOf("write", "writev", "sendto", "sendmsg")
        && call.text().contains("HTTP/1.1 201");
  }

  private static boolean isForced(Call call) {
    return call.isOneOf("fdatasync", "fsync")
        && call.text().contains("-wal>")
        && call.text().endsWith(" = 0");
  }

  /** Fails with what to do, where it may not be done. */
  private static void requireTracing() throws IOException, InterruptedException {
    Process tried;
    try {
      tried =
          new ProcessBuilder("strace", "-o", "/dev/null", "true").redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("strace is missing; `./parley test` installs it where it may", e);
    }
    String said = new String(tried.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tried.waitFor() != 0) {
      fail("strace may not trace here; in a container allow SYS_PTRACE. It says: " + said);
    }
  }
}
