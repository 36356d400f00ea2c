package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.conformance.kit.Stage;
import dev.parley.store.Engine;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A killed process tells nobody that its people are gone; they are gone all the same. */
@ExtendWith(OnStage.class)
@Timeout(180)
class PresenceCrashTest {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

  private final Stage stage;
  private final Path folder;

  PresenceCrashTest(Stage stage, @TempDir Path folder) {
    this.stage = stage;
    this.folder = folder;
  }

  @Test
  void shouldShowPeopleOfAKilledNodeAsOfflineOnAnotherWithinTenSeconds() {
    Path there = folder.resolve("there");
    Path here = folder.resolve("here");
    try (Place place = Place.on(Engine.POSTGRESQL, folder)) {
      place.tell(there);
      place.tell(here);
      try (ServerProcess killed = ServerProcess.start(there);
          ServerProcess alive = ServerProcess.start(here)) {
        Pair pair = Pair.meet(killed);
        try (Client ada = Client.of(killed, pair.ada());
            Client lin = Client.of(alive, pair.lin())) {
          ada.live(stage.on(killed), pair.ada());
          Probe lins = lin.live(stage.on(alive), pair.lin());
          Awaitility.await().until(() -> lin.seesOnline(pair.ada()));
          killed.kill();
          long begun = System.nanoTime();
          JsonNode told;
          do { // her coming may have been told, too
            told = lins.skipTo("presence:update").data().path("users").path(0);
          } while (told.path("online").asBoolean());
          assertThat(told.path("id").asText()).isEqualTo(pair.ada().id());
          assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TOLD_WITHIN);
          assertThat(lin.seesOnline(pair.ada())).isFalse();
        }
      }
    }
  }

  @Test
  void shouldShowNobodyOnlineFromAnEarlierRun() {
    Pair pair;
    try (ServerProcess killed = ServerProcess.start(folder)) {
      pair = Pair.meet(killed);
      try (Client ada = Client.of(killed, pair.ada());
          Client lin = Client.of(killed, pair.lin())) {
        ada.live(stage.on(killed), pair.ada());
        Awaitility.await().until(() -> lin.seesOnline(pair.ada()));
        Awaitility.await()
            .until(() -> Pointers.online(Place.on(Engine.SQLITE, folder).settings()) > 0);
        killed.kill();
      }
    }
    try (ServerProcess again = ServerProcess.start(folder);
        Client lin = Client.of(again, pair.lin())) {
      assertThat(lin.seesOnline(pair.ada())).isFalse();
    }
  }

  /** Two people who know each other. */
  private record Pair(Person ada, Person lin) {
    static Pair meet(ServerProcess server) {
      var pair = new Pair(Client.register(server, "ada"), Client.register(server, "lin"));
      try (Client ada = Client.of(server, pair.ada)) {
        ada.post(
            "/api/conversations",
            Json.object().put("kind", "direct").put("user_id", pair.lin.id()));
      }
      return pair;
    }
  }
}
