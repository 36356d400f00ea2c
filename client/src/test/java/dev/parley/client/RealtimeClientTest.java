package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.client.StubServer.Answer;
import dev.parley.client.StubServer.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RealtimeClientTest {
  private final StubServer server = new StubServer();
  private final RealtimeClient client = RealtimeClient.of(server.settings().build());

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static List<RealtimeEvent> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> RealtimeEvent.of("app-updates", "app-updated", Map.of("n", i)))
        .toList();
  }

  @Test
  void shouldSendTextAsItIsAndOtherDataAsJson() {
    client.send("app-updates", "app-updated", Map.of("appId", "1"));
    client.send(RealtimeEvent.of(List.of("a", "b"), "text", "[1, 2]").except("1.2"));
    assertThat(server.asked()).extracting(Asked::path).containsOnly("/apps/3/events");
    assertThat(server.asked().getFirst().body())
        .isEqualTo(
            "{\"name\":\"app-updated\",\"channels\":[\"app-updates\"],\"data\":\"{\\\"appId\\\":\\\"1\\\"}\"}");
    assertThat(server.asked().get(1).body())
        .isEqualTo(
            "{\"name\":\"text\",\"channels\":[\"a\",\"b\"],\"data\":\"[1, 2]\",\"socket_id\":\"1.2\"}");
  }

  @Test
  void shouldSplitManyEventsIntoLegalBatchesInTheirOrder() {
    assertThat(client.sendAll(events(25)).sent()).hasSize(25);
    assertThat(server.asked()).extracting(Asked::path).containsOnly("/apps/3/batch_events");
    assertThat(server.asked().stream().map(asked -> asked.body().split("\"n\\\\\":").length - 1))
        .containsExactly(10, 10, 5);
    // an event for several channels cannot be part of a batch
    var mixed = List.of(events(1).getFirst(), RealtimeEvent.of(List.of("a", "b"), "e", 1));
    client.sendAll(mixed);
    assertThat(server.asked().subList(3, 5)).extracting(Asked::path).containsOnly("/apps/3/events");
  }

  @Test
  void shouldSendNothingIfOneOfManyIsIllegal() {
    var events = new java.util.ArrayList<>(events(24));
    events.add(RealtimeEvent.of("no channel", "e", 1));
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> client.sendAll(events))
        .satisfies(e -> assertThat(e.field()).isEqualTo("events[24].channel"));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void shouldReportWhichEventsWereSent() {
    server.answering(number -> number < 2 ? Answer.OK : Answer.of(413, "too large"));
    var failed =
        catchThrowableOfType(RealtimeException.Incomplete.class, () -> client.sendAll(events(250)));
    assertThat(failed.report().sent()).hasSize(20).startsWith(0).endsWith(19);
    assertThat(failed.report().unsent()).hasSize(230).startsWith(20);
    assertThat(failed.report().uncertain()).isEmpty();
    assertThat(failed).cause().isInstanceOf(RealtimeException.Refused.class);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void shouldSayWhichEventsMayHaveBeenSent() {
    server.answering(number -> number < 1 ? Answer.OK : Answer.HALF);
    try (var hasty = RealtimeClient.of(server.settings().timeout(Duration.ofMillis(300)).build())) {
      var failed =
          catchThrowableOfType(RealtimeException.Incomplete.class, () -> hasty.sendAll(events(25)));
      assertThat(failed.report().sent()).hasSize(10);
      assertThat(failed.report().uncertain()).hasSize(10).startsWith(10);
      assertThat(failed.report().unsent()).hasSize(5).startsWith(20);
    }
    // an event that may have arrived is not sent again
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void shouldRefuseIllegalEventsByField() {
    assertField("channel", RealtimeEvent.of("a b", "e", 1));
    assertField("channels", RealtimeEvent.of(List.of(), "e", 1));
    assertField("channels", RealtimeEvent.of(List.of("a", "private-encrypted-b"), "e", 1));
    assertField("channel", RealtimeEvent.of("private-encrypted-b", "e", 1));
    assertField("event", RealtimeEvent.of("a", "", 1));
    assertField("event", RealtimeEvent.of("a", "pusher:e", 1));
    assertField("data", RealtimeEvent.of("a", "e", "é".repeat(5_121)));
    assertField("data", RealtimeEvent.of("a", "e", new Object()));
    assertField("socketId", RealtimeEvent.of("a", "e", 1).except("1"));
    client.send("a", "e", "é".repeat(5_120));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void shouldSwallowFailuresOfSilentEventsAlone() {
    server.answering(number -> Answer.of(401, "no"));
    assertThat(client.send(events(1).getFirst().silently())).isFalse();
    assertThat(client.send(RealtimeEvent.of("a b", "e", 1).silently())).isFalse();
    assertThatExceptionOfType(RealtimeException.Refused.class)
        .isThrownBy(() -> client.send(events(1).getFirst()))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(401);
          assertThat(e.body()).isEqualTo("no");
        });
    List<RealtimeEvent> silent = events(3).stream().map(RealtimeEvent::silently).toList();
    assertThat(client.sendAll(silent).unsent()).containsExactly(0, 1, 2);
    var mixed = List.of(silent.getFirst(), events(1).getFirst());
    assertThatExceptionOfType(RealtimeException.Incomplete.class)
        .isThrownBy(() -> client.sendAll(mixed));
  }

  @Test
  void shouldTryAgainOnlyWhatCannotHappenTwice() {
    server.answering(
        number -> number % 3 < 2 ? Answer.of(500, "broken") : Answer.of(200, "{\"channels\":{}}"));
    assertThat(client.channels("")).isEmpty();
    assertThat(server.asked()).hasSize(3);
    client.terminateConnections("7");
    assertThat(server.asked()).hasSize(6);
    assertThatExceptionOfType(RealtimeException.Refused.class)
        .isThrownBy(() -> client.send("a", "e", 1));
    assertThat(server.asked()).hasSize(7);
    server.answering(
        number -> number == 7 ? new Answer(503, "later", Map.of("Retry-After", "0")) : Answer.OK);
    client.send("a", "e", 1);
    assertThat(server.asked()).hasSize(9);
    server.answering(number -> Answer.of(400, "no"));
    assertThatExceptionOfType(RealtimeException.Refused.class)
        .isThrownBy(() -> client.channel("a"));
    assertThat(server.asked()).hasSize(10);
  }

  @Test
  void shouldTellAServerThatIsNotThereFromOneThatDoesNotAnswer() {
    server.close();
    assertThatExceptionOfType(RealtimeException.Unreachable.class)
        .isThrownBy(() -> client.send("a", "e", 1))
        .satisfies(e -> assertThat(e.mayHaveArrived()).isFalse());
  }

  @Test
  void shouldKeepItsConnection() {
    for (int i = 0; i < 5; i++) {
      client.send("a", "e", i);
    }
    assertThat(server.asked())
        .extracting(Asked::fromPort)
        .containsOnly(server.asked().getFirst().fromPort());
  }

  @Test
  void shouldAskAndUnderstand() {
    server.answering(number ->
        switch (number) {
          case 0 -> Answer.of(200, "{\"channels\":{\"presence-a\":{\"user_count\":2}}}");
          case 1 -> Answer.of(200, "{\"occupied\":false}");
          case 2 -> Answer.of(200, "{\"users\":[{\"id\":\"7\"},{\"id\":\"8\"}]}");
          default -> Answer.of(200, "<html>");
        });
    assertThat(client.channels("presence-", ChannelState.Ask.USER_COUNT))
        .containsEntry(
            "presence-a", new ChannelState(true, OptionalInt.of(2), OptionalInt.empty(), null));
    assertThat(client.channel("a").isOccupied()).isFalse();
    assertThat(client.users("presence-a")).containsExactly("7", "8");
    assertThatExceptionOfType(RealtimeException.Refused.class)
        .isThrownBy(() -> client.channel("a"));
    assertThat(server.asked().getFirst().query())
        .contains("filter_by_prefix=presence-")
        .contains("info=user_count");
  }

  @Test
  void shouldReachPeople() {
    client.sendToUser("7", "hello", "you");
    client.terminateConnections("7@x");
    assertThat(server.asked().getFirst().body()).contains("[\"#server-to-user-7\"]");
    assertThat(server.asked().get(1).path()).isEqualTo("/apps/3/users/7@x/terminate_connections");
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> client.terminateConnections("../events"));
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> client.terminateConnections(".."));
  }

  @Test
  void shouldFailFuturesWithWhatCallsThrow() throws Exception {
    assertThat(client.sendAsync(events(1).getFirst()).get()).isTrue();
    assertThat(client.sendAllAsync(events(11)).get().isComplete()).isTrue();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> client.sendAsync(RealtimeEvent.of("a b", "e", 1)).get())
        .withCauseInstanceOf(RealtimeException.IllegalArgument.class);
  }

  private void assertField(String field, RealtimeEvent event) {
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> client.send(event))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }
}
