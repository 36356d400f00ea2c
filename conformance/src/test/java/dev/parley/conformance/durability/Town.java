package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.ServerUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few people, a group of all, a group of half of them, and pairs; everybody follows the own log.
 */
record Town(List<Person> people, List<Room> rooms, List<Follower> followers) {
  /** A conversation and the people in it. */
  record Room(String id, List<Person> members) {}

  static Town found(ServerUnderTest server, int size) {
    List<Person> people =
        IntStream.range(0, size).mapToObj(i -> Client.register(server, "citizen" + i)).toList();
    var rooms = new ArrayList<Room>();
    try (Client first = Client.of(server, people.getFirst())) {
      rooms.add(group(first, people));
      rooms.add(group(first, people.subList(0, size / 2)));
      for (Person other : people.subList(1, 3)) {
        ObjectNode direct = Json.object().put("kind", "direct").put("user_id", other.id());
        rooms.add(room(first, direct, List.of(people.getFirst(), other)));
      }
    }
    return of(server, people, rooms);
  }

  /** People who follow their logs from now on. */
  static Town of(ServerUnderTest server, List<Person> people, List<Room> rooms) {
    return new Town(
        people, rooms, people.stream().map(person -> new Follower(server, person)).toList());
  }

  private static Room group(Client owner, List<Person> members) {
    ObjectNode group = Json.object().put("kind", "group").put("title", "Square");
    members.stream().skip(1).map(Person::id).forEach(group.putArray("member_ids")::add);
    return room(owner, group, members);
  }

  private static Room room(Client owner, JsonNode plan, List<Person> members) {
    Reply made = owner.post("/api/conversations", plan);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return new Room(made.json().path("id").asText(), members);
  }

  List<Room> roomsOf(Person person) {
    return rooms.stream().filter(room -> room.members().contains(person)).toList();
  }
}
