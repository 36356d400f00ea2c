package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.store.testing.PostgresServer;
import dev.parley.store.testing.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database goes away, and comes back. Most of this is waiting, so it is done side by side. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class PostgresOutageTest {
  @ParameterizedTest(name = "killed {0}")
  @ValueSource(booleans = {false, true})
  void shouldKeepWhatWasAcknowledgedAndGoOnAfterAnOutage(boolean killed, @TempDir Path folder) {
    try (PostgresServer server = PostgresServer.startIn(folder);
        Store store = Notes.open(StoreFixture.onServer(server))) {
      var kept = new ArrayList<String>();
      for (int i = 0; i < 50; i++) {
        Notes.add(store, i, "text " + i).join();
        kept.add("text " + i);
      }
      if (killed) {
        server.kill();
      } else {
        server.stop();
      }
      var lost = new ArrayList<CompletableFuture<Integer>>();
      for (int lane = 0; lane < 8; lane++) {
        lost.add(Notes.add(store, lane, "never"));
      }
      // each waits as long as it may, so all of them wait together
      var unread = CompletableFuture.supplyAsync(() -> Notes.texts(store));
      for (var refused : lost) {
        assertThatThrownBy(refused::join)
            .cause()
            .isInstanceOfSatisfying(
                StoreUnavailableException.class, e -> assertThat(e.isOutcomeUnknown()).isFalse());
      }
      assertThatThrownBy(unread::join).cause().isInstanceOf(StoreUnavailableException.class);

      server.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> Notes.texts(store).containsAll(kept));
      for (int lane = 0; lane < 8; lane++) {
        Notes.add(store, lane, "after " + lane).join();
      }
      List<String> texts = Notes.texts(store);
      assertThat(texts).containsAll(kept).hasSize(58).doesNotContain("never");
    }
  }
}
