package dev.parley.conformance.durability;

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
  private static final int PEOPLE = 8;
  private static final int SERVER_KILLS = Pace.SOAK ? 200 : 6;
  private static final int DATABASE_KILLS = Pace.SOAK ? 50 : 3;
  private static final int MOST_ACKS = 150;

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
    try (var ledger = new Ledger(folder.resolve("acks"))) {
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
          var ledger = new Ledger(folder.resolve("acks"))) {
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
      }
    }
  }

  private int acks() {
    return 1 + random.nextInt(MOST_ACKS);
  }

  private static void awaitDatabase(ServerProcess server, Town town) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(() -> {
          Client.of(server, town.people().getFirst()).close();
          return true;
        });
  }
}
