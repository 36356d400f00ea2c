package dev.parley.server.sync;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over the wire, as real clients have it: HTTP, the Pusher protocol, a running server. */
class SyncOverHttpTest {
  private static final int SEEDS = Integer.getInteger("parley.sync.http.seeds", 20);
  private static final int STEPS = 100;
  private static final long ONE = Long.getLong("parley.sync.seed", 0);

  @Test
  void shouldShowWhatTheServerHasAfterAnyHistory(@TempDir Path folder) {
    try (var ground = new HttpGround(folder)) {
      for (int i = 1; i <= (ONE == 0 ? SEEDS : 1); i++) {
        long seed = ONE == 0 ? i : ONE;
        ground.clear();
        Histories.run(ground, new History(ground, seed), STEPS, seed);
      }
    }
  }
}
