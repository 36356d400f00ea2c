package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Engine;
import dev.parley.store.StorePlace;
import dev.parley.store.testing.StoreFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedDatabaseTest {
  @Test
  void shouldComeUpTwiceAtTheSameTimeWithTheSameDefaultApp(@TempDir Path folder) {
    try (var place = StoreFixture.emptyOn(Engine.POSTGRESQL)) {
      String url = ((StorePlace.Database) place.settings().place()).url();
      List<CompletableFuture<ParleyServer>> starting =
          Stream.of("one", "two")
              .map(name -> ServerSettings.of(tree(url, folder.resolve(name))))
              .map(settings ->
                  CompletableFuture.supplyAsync(
                      () -> ParleyServer.start(settings), task -> new Thread(task).start()))
              .toList();
      try (ParleyServer one = starting.getFirst().join();
          ParleyServer two = starting.getLast().join()) {
        App app = one.apps().defaultApp();
        assertThat(two.apps().defaultApp().id()).isEqualTo(app.id());
        assertThat(two.apps().defaultApp().keys()).isEqualTo(app.keys());
      }
    }
  }

  private static Map<String, Object> tree(String url, Path data) {
    return Map.of("port", 0, "data", data, "store", Map.of("url", url));
  }
}
