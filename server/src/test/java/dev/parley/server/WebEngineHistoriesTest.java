package dev.parley.server;

import dev.parley.store.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine of {@code web/sync} in Node against a server, with pushes, requests, sockets and pages
 * that get lost: {@code -Dparley.web.seeds=N} runs so many histories, {@code -Dparley.web.seed=N}
 * repeats one.
 */
class WebEngineHistoriesTest {
  private static final int ONE = Integer.getInteger("parley.web.seed", 0);
  private static final int SEEDS = Integer.getInteger("parley.web.seeds", 10);

  @Test
  void shouldShowWhatTheServerHasAfterOneBeatWhateverHappens() throws Exception {
    try (ServerFixture place = ServerFixture.on(Engine.SQLITE)) {
      WebScript.run(
          "sync",
          List.of("npm", "run", "--silent", "live"),
          Map.of(
              "PARLEY_URL", "http://127.0.0.1:" + place.http().port(),
              "PARLEY_SEED", Integer.toString(Math.max(1, ONE)),
              "PARLEY_SEEDS", Integer.toString(ONE == 0 ? SEEDS : 1)));
    }
  }
}
