package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.ServerUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;

/** Compares what people were told with what they now find. */
final class Audit {
  private final ServerUnderTest server;
  private final Town town;
  private final Ledger ledger;

  Audit(ServerUnderTest server, Town town, Ledger ledger) {
    this.server = server;
    this.town = town;
    this.ledger = ledger;
  }

  /**
   * Sends again what was never acknowledged, twice: both answers must be the same, whether the
   * message had been kept or not.
   */
  void retry(List<Attempt> unacknowledged) {
    for (Attempt attempt : unacknowledged) {
      try (Client client = Client.of(server, person(attempt.sender()))) {
        Ack first = retried(client, attempt);
        assertThat(retried(client, attempt)).isEqualTo(first);
        ledger.add(first);
      }
    }
  }

  private static Ack retried(Client client, Attempt attempt) {
    Reply reply = client.send(attempt);
    assertThat(reply.status()).as("retry of %s: %s", attempt, reply.body()).isEqualTo(201);
    return Ack.of(attempt, reply);
  }

  private Person person(String id) {
    return town.people().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  /**
   * Every member finds each acknowledged message once, at the acknowledged place and in the same
   * words; nothing else; no number left out; as many unread as a count of the messages gives; and
   * the own device is told of all of it.
   */
  void check() {
    List<Ack> acks = ledger.acks();
    for (Follower follower : town.followers()) {
      Person person = follower.person();
      var lengths = new HashMap<String, Long>();
      try (Client client = Client.of(server, person)) {
        for (Town.Room room : town.roomsOf(person)) {
          List<JsonNode> log = log(client, room.id());
          checkLog(room, log, acks);
          checkUnread(client, person, room, log);
          if (!log.isEmpty()) {
            lengths.put(room.id(), (long) log.size());
          }
        }
        follower.awaitAll(client, lengths);
      }
    }
  }

  private static void checkLog(Town.Room room, List<JsonNode> log, List<Ack> acks) {
    assertThat(log.stream().map(message -> message.path("seq").asLong()))
        .as("numbers of %s", room.id())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
    assertThat(log.stream().filter(Audit::isSaid).map(Audit::acknowledged))
        .as("messages of %s", room.id())
        .containsExactlyInAnyOrderElementsOf(
            acks.stream().filter(ack -> ack.attempt().conversation().equals(room.id())).toList());
  }

  static boolean isSaid(JsonNode message) {
    return !message.path("kind").asText().equals("system");
  }

  static Ack acknowledged(JsonNode message) {
    return new Ack(
        new Attempt(
            message.path("conversation_id").asText(),
            message.path("sender_id").asText(),
            message.path("client_msg_id").asText(),
            message.path("text").asText()),
        message.path("seq").asLong(),
        message.path("id").asText());
  }

  private static void checkUnread(
      Client client, Person person, Town.Room room, List<JsonNode> log) {
    JsonNode conversation = ok(client.get("/api/conversations/" + room.id()));
    long read = conversation.path("me").path("read_seq").asLong();
    long counted =
        log.stream()
            .filter(Audit::isSaid)
            .filter(message -> message.path("seq").asLong() > read)
            .filter(message -> !message.path("sender_id").asText().equals(person.id()))
            .count();
    assertThat(conversation.path("unread").asLong())
        .as("unread of %s in %s, read up to %d", person, room.id(), read)
        .isEqualTo(counted);
    assertThat(conversation.path("last_seq").asLong()).isEqualTo(log.size());
  }

  static List<JsonNode> log(Client client, String conversation) {
    var log = new ArrayList<JsonNode>();
    JsonNode page;
    do {
      long last = log.isEmpty() ? 0 : log.getLast().path("seq").asLong();
      page =
          ok(
              client.get(
                  "/api/conversations/%s/messages?limit=200&after=%d"
                      .formatted(conversation, last)));
      page.path("messages").forEach(log::add);
    } while (page.path("has_after").asBoolean());
    return log;
  }

  static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }
}
