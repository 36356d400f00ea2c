package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.store.StoreSettings;
import dev.parley.store.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged means kept: processes are killed at random moments while people write. */
@Timeout(3_600)
class CrashTest {
  private static final int PEOPLE = 5;
  private static final int SERVER_KILLS = Pace.SOAK ? 200 : 8;
  private static final int DATABASE_KILLS = Pace.SOAK ? 200 : 2;
  private static final int MOST_ACKS = 80;

  private final Path folder;
  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Random random = new Random(seed);

  CrashTest(@TempDir Path folder) {
    this.folder = folder;
    System.out.println("CrashTest: repeat this run with -Dparley.seed=" + seed);
  }

  @Test
  void shouldKeepEveryAckedMessageOnceWhenTheServerIsKilled() {
    ServerProcess server = ServerProcess.start(folder);
    try (var ledger = Ledger.below(folder)) {
      Town town = Town.found(server, PEOPLE);
      var talk = new Talk(town, ledger);
      for (int round = 0; round < SERVER_KILLS; round++) {
        List<Attempt> open =
            talk.until(server, "k" + round, random.nextLong(), acks(), server::kill);
        server = ServerProcess.start(folder);
        var audit = new Audit(server, town, ledger);
        audit.retry(open);
        audit.check();
      }
      Pointers.check(StoreSettings.in(folder.resolve("data")));
      assertThat(town.followers()).allMatch(follower -> follower.resets().isEmpty());
    } finally {
      server.close();
    }
  }

  @Test
  void shouldKeepEveryAckedMessageOnceWhenTheDatabaseIsKilled() {
    try (PostgresServer postgres = PostgresServer.startIn(folder);
        Place place = Place.on(postgres)) {
      place.tell(folder);
      try (ServerProcess server = ServerProcess.start(folder);
          var ledger = Ledger.below(folder)) {
        Town town = Town.found(server, PEOPLE);
        var talk = new Talk(town, ledger);
        var audit = new Audit(server, town, ledger);
        for (int round = 0; round < DATABASE_KILLS; round++) {
          List<Attempt> open =
              talk.until(server, "d" + round, random.nextLong(), acks(), postgres::kill);
          postgres.start();
          awaitDatabase(server, town);
          audit.retry(open);
          audit.check();
        }
        Pointers.check(place.settings());
        assertThat(town.followers()).allMatch(follower -> follower.resets().isEmpty());
      }
    }
  }

  private int acks() {
    return 1 + random.nextInt(MOST_ACKS);
  }

  private static void awaitDatabase(ServerProcess server, Town town) {
    try (Client client = Client.of(server, town.people().getFirst())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.get("/api/conversations").status() == 200);
    }
  }
}
