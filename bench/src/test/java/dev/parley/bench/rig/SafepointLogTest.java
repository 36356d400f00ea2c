package dev.parley.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SafepointLogTest {
  @TempDir private Path folder;

  @Test
  void shouldReadThePausesThatAServerMade() {
    SafepointLog log = new SafepointLog(folder.resolve("safepoints.log"));
    Contender netty = Contender.ofMainClass("bare Netty", "dev.parley.bench.netty.BareBroadcaster");
    try (RunningServer server = RunningServer.start(netty, folder, folder, log.environment())) {
      int before = log.pauses().size();

      server.liveHeapBytes(); // counts after a full collection, which stops everything

      assertThat(log.pauses()).hasSizeGreaterThan(before);
      assertThat(log.pauses()).allSatisfy(pause -> assertThat(pause.nanos()).isPositive());
      assertThat(log.collector()).isPresent();
    }
  }

  @Test
  void shouldTakeTheWholePauseAndItsCause() throws Exception {
    Path file = folder.resolve("written.log");
    Files.writeString(
        file,
        """
        [0.004s][info][gc] Using G1
        [0.512s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(50M) 3.141ms
        [0.512s][info][safepoint] Safepoint "G1CollectForAllocation", Time since last: 81 ns, Reaching safepoint: 200 ns, At safepoint: 3200000 ns, Leaving safepoint: 300 ns, Total: 3200500 ns, Threads: 1 runnable, 9 total
        """);

    SafepointLog log = new SafepointLog(file);

    assertThat(log.collector()).contains("G1");
    assertThat(log.pauses())
        .isEqualTo(List.of(new SafepointLog.Pause("G1CollectForAllocation", 3_200_500)));
  }
}
