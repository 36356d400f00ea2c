package dev.parley.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over the wire, as real clients have it: HTTP, the Pusher protocol, running servers. */
class SyncOverHttpTest {
  private static final int SEEDS = Integer.getInteger("parley.sync.http.seeds", 20);
  private static final int STEPS = 100;
  private static final int GONE_BACK_STEPS = 60;
  private static final long ONE = Long.getLong("parley.sync.seed", 0);

  /** Servers that run side by side, since most of a history is waiting. */
  private static final int GROUNDS = 4;

  @Test
  void shouldShowWhatTheServerHasAfterAnyHistory(@TempDir Path folder) throws Exception {
    var seeds = new AtomicInteger();
    try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < (ONE == 0 ? GROUNDS : 1); i++) {
        Path place = folder.resolve("ground-" + i);
        running.add(lanes.submit(() -> histories(place, seeds)));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    }
  }

  private static void histories(Path place, AtomicInteger seeds) {
    try (var ground = new HttpGround(place)) {
      for (int i = seeds.incrementAndGet(); i <= SEEDS; i = seeds.incrementAndGet()) {
        long seed = ONE == 0 ? i : ONE;
        ground.clear();
        Histories.run(ground, new History(ground, seed), STEPS, seed);
        if (ONE != 0) {
          return;
        }
      }
    }
  }

  /** People go on talking before the copy, after it, and after the server went back to it. */
  @Test
  void shouldShowWhatTheServerHasAfterItWentBackToACopy(@TempDir Path folder) {
    Path archive = folder.resolve("archive.tar.gz");
    try (var ground = new HttpGround(folder.resolve("data"))) {
      long seed = ONE == 0 ? 1 : ONE;
      var history = new History(ground, seed);
      history.begin();
      history.run(GONE_BACK_STEPS);
      ground.copyTo(archive);
      history.run(GONE_BACK_STEPS);
      history.calm(); // so that every device holds what will be gone
      ground.goBackTo(archive);
      history.run(GONE_BACK_STEPS);
      history.calm();
      assertThat(history.handsets())
          .extracting(handset -> handset.client.histories())
          .containsOnly(2);
      Verdict.on(ground, history, "-Dparley.sync.seed=" + seed);
    }
  }
}
