package dev.parley.conformance.durability;

import dev.parley.conformance.kit.Reply;

/** What the server said when it took a message: its place and its id, for ever. */
record Ack(Attempt attempt, long seq, String id) {
  static Ack of(Attempt attempt, Reply reply) {
    return new Ack(attempt, reply.json().path("seq").asLong(), reply.json().path("id").asText());
  }
}
