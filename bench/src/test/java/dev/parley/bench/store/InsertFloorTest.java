package dev.parley.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.rig.PostgresProcess;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A floor is one only if what it counts is really kept. */
@Timeout(120)
class InsertFloorTest {
  @TempDir private Path folder;

  @Test
  void shouldKeepWhatItCountsOnSqlite() {
    assertKept(StoreSettings.in(folder));
  }

  @Test
  void shouldKeepWhatItCountsOnPostgresql() {
    try (PostgresProcess postgres = PostgresProcess.start(folder)) {
      String url = postgres.createDatabase("floor").replace("postgres@", "");
      assertKept(StoreSettings.on("jdbc:" + url, "postgres", null));
    }
  }

  private static void assertKept(StoreSettings place) {
    InsertFloor.Result result =
        new InsertFloor(place).run(4, 100, Duration.ofMillis(100), Duration.ofMillis(300));

    assertThat(result.perSecond()).isPositive();
    assertThat(result.latency().size()).isPositive();
    try (Store store = Store.open(place)) {
      long rows =
          store
              .read(handle ->
                  handle.createQuery("select count(*) from bench_message").mapTo(Long.class).one())
              .join();
      assertThat(rows).isGreaterThanOrEqualTo(result.latency().size());
    }
  }
}
