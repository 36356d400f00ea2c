package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A moment is the same moment, whatever the clock on the server's wall shows. */
@Timeout(180)
class ZonesTest {
  private static final String EAST = "Asia/Shanghai";
  private static final String WEST = "America/New_York";

  private final Path folder;

  ZonesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void shouldTellTheSameUtcInstantsWhateverZoneTheServerRunsIn() {
    Town town;
    Instant before = Instant.now();
    Map<String, String> told;
    try (ServerProcess server = ServerProcess.startIn(EAST, folder)) {
      town = Town.found(server, 3);
      say(server, town, "east");
      told = times(server, town);
    }
    assertThat(told).hasSizeGreaterThan(5).hasKeySatisfying(endingWith("edited_at"));
    assertThat(told.values())
        .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
        .allMatch(time -> isBetween(before, Instant.parse(time), Instant.now()));
    try (ServerProcess server = ServerProcess.startIn(WEST, folder)) {
      assertThat(times(server, town)).isEqualTo(told);
      say(server, town, "west");
      told = times(server, town);
      assertThat(told.values())
          .allMatch(time -> isBetween(before, Instant.parse(time), Instant.now()));
    }
    try (ServerProcess server = ServerProcess.startIn(EAST, folder)) {
      assertThat(times(server, town)).isEqualTo(told);
    }
  }

  private static Condition<String> endingWith(String name) {
    return new Condition<>(path -> path.endsWith(name), name);
  }

  private static boolean isBetween(Instant from, Instant time, Instant to) {
    return !time.isBefore(from.minus(Duration.ofSeconds(1))) && !time.isAfter(to);
  }

  private static void say(ServerProcess server, Town town, String text) {
    Person speaker = town.people().getFirst();
    String room = town.rooms().getFirst().id();
    try (Client client = Client.of(server, speaker)) {
      var attempt = new Attempt(room, speaker.id(), text, text);
      Ack ack = Ack.of(attempt, client.send(attempt));
      client
          .patch(
              "/api/conversations/%s/messages/%d".formatted(room, ack.seq()),
              Json.object().put("text", text + ", edited"))
          .expectOk();
    }
  }

  /** Every time in a conversation and its log, by where it stands. */
  private static Map<String, String> times(ServerProcess server, Town town) {
    String room = "/api/conversations/" + town.rooms().getFirst().id();
    var found = new TreeMap<String, String>();
    try (Client client = Client.of(server, town.people().getLast())) {
      for (String path : new String[] {room, room + "/messages", room + "/members"}) {
        collect(path, client.get(path).expectOk().json(), found);
      }
    }
    return found;
  }

  private static void collect(String path, JsonNode node, Map<String, String> found) {
    node.properties()
        .forEach(field -> collect(path + "." + field.getKey(), field.getValue(), found));
    for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
      collect(path + "." + i, node.get(i), found);
    }
    if (path.endsWith("_at") && node.isTextual()) {
      found.put(path, node.asText());
    }
  }
}
