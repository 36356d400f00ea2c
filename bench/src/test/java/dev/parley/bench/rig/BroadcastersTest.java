package dev.parley.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadMaker;
import dev.parley.bench.load.LoadPlan;
import dev.parley.bench.load.LoadResult;
import dev.parley.bench.load.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The floors are worth comparing with only if they deliver everything, once and in order. */
@Timeout(60)
class BroadcastersTest {
  @TempDir private Path out;

  @Test
  void shouldDeliverFlawlesslyOnTheFloorInC() {
    Optional<Path> binary = FloorCompiler.compile(Path.of("floor"), out);
    assumeTrue(binary.isPresent(), "no C compiler (cc) here: the floor in C was not tested");

    assertFlawless(Contender.floor(binary.orElseThrow()));
  }

  @Test
  void shouldDeliverFlawlesslyOnBareNetty() {
    assertFlawless(Contender.ofMainClass("bare Netty", "dev.parley.bench.netty.BareBroadcaster"));
  }

  @Test
  void shouldSayWhereToLookWhenAServerDoesNotStart() {
    assertThatThrownBy(
            () -> RunningServer.start(Contender.ofShell("broken", "false {port}"), out, out))
        .hasMessageContaining("broken did not become ready; see ");
  }

  @Test
  void shouldEndWhatItStarted() {
    RunningServer server =
        RunningServer.start(
            Contender.ofMainClass("bare Netty", "dev.parley.bench.netty.BareBroadcaster"),
            out,
            out);
    assertThat(server.residentBytes()).isPositive();
    assertThat(server.liveHeapBytes()).isPositive();
    assertThat(server.meters().server().nanos()).isPositive();

    server.close();

    assertThat(server.residentBytes()).isZero();
  }

  private void assertFlawless(Contender contender) {
    List<LoadPlan> plans =
        List.of(
            plan(Layout.oneChannel(50), 4),
            plan(new Layout(50, 50, 10, false), 4).withBatch(10),
            plan(Layout.oneChannel(20), 2).withDataBytes(List.of(50, 2_000, 10_240)));
    try (RunningServer server = RunningServer.start(contender, out, out)) {
      for (LoadPlan plan : plans) {
        LoadResult result = new LoadMaker(server.target(), server.meters()).run(plan);
        assertThat(result.account().flawless()).as("%s: %s", plan, result.account()).isTrue();
        assertThat(result.account().delivered()).isPositive();
      }
    }
  }

  private static LoadPlan plan(Layout layout, int inFlight) {
    return LoadPlan.of(
        layout, new Pace.InFlight(inFlight), Duration.ofMillis(100), Duration.ofMillis(300));
  }
}
