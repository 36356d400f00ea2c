package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.store.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is killed while it tells a large group of what was said. */
@Timeout(1_800)
class FanOutCrashTest {
  private static final int MEMBERS = 400;
  private static final int ADDED_AT_ONCE = 100;
  private static final int KILLS = Pace.SOAK ? 50 : 2;
  private static final int MOST_ACKS = 25;

  /** All but the one who speaks. */
  private static final Crowd SILENT = new Crowd(MEMBERS - 1);

  private final Path folder;
  private final long seed = Long.getLong("parley.seed", System.nanoTime());

  FanOutCrashTest(@TempDir Path folder) {
    this.folder = folder;
    System.out.println("FanOutCrashTest: repeat this run with -Dparley.seed=" + seed);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldTellEachOf400MembersOnceOfEachMessageAfterKillsInTheMiddle(Engine engine) {
    var random = new Random(seed);
    try (Place place = Place.on(engine, folder);
        var ledger = new Ledger(folder.resolve("acks"))) {
      place.tell(folder);
      ServerProcess server = ServerProcess.start(folder);
      try {
        SILENT.register(place.settings());
        Town town = town(server);
        var talk = new Talk(town, ledger);
        int inTheMiddle = 0;
        for (int round = 0; round < KILLS; round++) {
          int acks = 1 + random.nextInt(MOST_ACKS);
          List<Attempt> open = talk.until(server, "f" + round, seed, acks, server::kill);
          inTheMiddle += Pointers.waiting(place.settings()) > 0 ? 1 : 0;
          server = ServerProcess.start(folder);
          new Audit(server, town, ledger).retry(open);
        }
        assertThat(inTheMiddle).as("kills before everybody was told").isPositive();
        new Audit(server, town, ledger).check();
        Pointers.check(place.settings());
        assertThat(Pointers.of(place.settings(), Crowd.FIRST))
            .isGreaterThanOrEqualTo(ledger.acks().size());
      } finally {
        server.close();
      }
    }
  }

  /** One who speaks, in a group of all. */
  private static Town town(ServerProcess server) {
    Person speaker = Client.register(server, "speaker");
    try (Client client = Client.of(server, speaker)) {
      var made =
          client.post("/api/conversations", Json.object().put("kind", "group").put("title", "All"));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      String id = made.json().path("id").asText();
      for (long from = 0; from < MEMBERS; from += ADDED_AT_ONCE) {
        ObjectNode added = Json.object();
        SILENT
            .ids()
            .skip(from)
            .limit(ADDED_AT_ONCE)
            .mapToObj(Long::toString)
            .forEach(added.withArray("user_ids")::add);
        assertThat(client.post("/api/conversations/" + id + "/members", added).status())
            .isEqualTo(200);
      }
      return Town.of(server, List.of(speaker), List.of(new Town.Room(id, List.of(speaker))));
    }
  }
}
