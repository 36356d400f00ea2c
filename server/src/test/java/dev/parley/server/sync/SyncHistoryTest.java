package dev.parley.server.sync;

import dev.parley.store.Engine;
import dev.parley.store.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to pushes, requests, sockets and servers: after one heartbeat every device shows
 * what the server has. {@code -Dparley.sync.seed=N} repeats one history, {@code
 * -Dparley.sync.seeds=N} runs so many.
 */
class SyncHistoryTest {
  private static final long ONE = Long.getLong("parley.sync.seed", 0);
  private static final long FIRST = Math.max(1, ONE);
  private static final long SEEDS = Long.getLong("parley.sync.seeds", 500);
  private static final long SEEDS_ON_POSTGRESQL = Math.max(1, SEEDS / 50);

  private static long last(long seeds) {
    return ONE == 0 ? seeds : ONE;
  }

  @Test
  void shouldShowWhatTheServerHasAfterAnyHistory() {
    Histories.embedded(FIRST, last(SEEDS));
  }

  @Test
  void shouldDoSoOnPostgresqlToo() {
    try (var place = StoreFixture.on(Engine.POSTGRESQL)) {
      Histories.on(place::open, FIRST, last(SEEDS_ON_POSTGRESQL));
    }
  }
}
