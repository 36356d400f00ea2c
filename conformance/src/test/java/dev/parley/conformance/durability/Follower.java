package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.ServerUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A device that goes on from the cursor it had, whatever happened to the server since. Of each
 * message it must be told once, in the order of the numbers; or be told to begin anew.
 */
final class Follower {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Person person;
  private final List<String> resets = new ArrayList<>();

  /** By conversation: the last message of the snapshot. */
  private final Map<String, Long> begun = new HashMap<>();

  /** By conversation: the last message it knows of, and of all before it. */
  private final Map<String, Long> told = new HashMap<>();

  private String cursor = "";
  private long at;

  /** Begins with a snapshot. */
  Follower(ServerUnderTest server, Person person) {
    this.person = person;
    try (Client client = Client.of(server, person)) {
      begin(client);
    }
  }

  Person person() {
    return person;
  }

  /** Why it was told to begin anew, each time. */
  List<String> resets() {
    return resets;
  }

  /**
   * Follows until it knows of as many messages as there are.
   *
   * @param lengths of this person's logs that hold anything, by conversation
   */
  void awaitAll(Client client, Map<String, Long> lengths) {
    Awaitility.await("all that %s is told of".formatted(person))
        .atMost(PATIENCE)
        .until(
            () -> {
              follow(client);
              return told;
            },
            Predicate.isEqual(lengths));
  }

  private void follow(Client client) {
    JsonNode answer;
    do {
      answer = Audit.ok(client.get("/api/sync?limit=200&cursor=" + cursor));
      if (!answer.path("reset").isNull()) {
        resets.add(answer.path("reset").asText());
        begin(client);
        return;
      }
      take(answer.path("from").asLong(at + 1), answer.path("entries"));
      cursor = answer.path("cursor").asText();
    } while (answer.path("more").asBoolean());
  }

  private void take(long from, JsonNode entries) {
    assertThat(from).as("number of the first entry for %s", person).isEqualTo(at + 1);
    at += entries.size();
    for (JsonNode entry : entries) {
      if (entry.path("kind").asText().equals("message")) {
        String conversation = entry.path("conversation_id").asText();
        long seq = entry.path("seq").asLong();
        if (seq > begun.getOrDefault(conversation, 0L)) {
          assertThat(seq)
              .as("next message of %s that %s is told of", conversation, person)
              .isEqualTo(told.merge(conversation, 1L, Long::sum));
        }
      }
    }
  }

  private void begin(Client client) {
    JsonNode snapshot = Audit.ok(client.get("/api/sync/snapshot"));
    cursor = snapshot.path("cursor").asText();
    at = snapshot.path("head").asLong();
    begun.clear();
    for (JsonNode part : snapshot.path("conversations")) {
      JsonNode conversation = part.path("conversation");
      long last = conversation.path("last_seq").asLong();
      if (last > 0) { // of an empty one nothing is told before its first message
        begun.put(conversation.path("id").asText(), last);
      }
    }
    told.clear();
    told.putAll(begun);
  }
}
