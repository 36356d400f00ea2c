package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway through the official client of Socket.IO, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(120)
class SocketIoTest {
  private final Stage stage;

  SocketIoTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void shouldLetASocketIoUserAndAWebUserTalkOverEveryTransport() {
    JsonNode all = NodeSdk.run(stage.server(), "socketIoTalk");
    for (String way : new String[] {"websocket", "polling", "upgraded"}) {
      JsonNode result = all.path(way);
      String web = result.path("people").path("web").asText();
      String sio = result.path("people").path("sio").asText();
      JsonNode first = result.path("first");
      assertThat(result.path("transport").asText())
          .isEqualTo(way.equals("polling") ? "polling" : "websocket");
      assertThat(first.path("ok").booleanValue()).as("%s", first).isTrue();
      assertThat(result.path("same").booleanValue()).as("a retry is no second message").isTrue();
      assertThat(result.path("web").path("text").asText()).isEqualTo("é 你好 \"quoted\"");
      assertThat(result.path("web").path("sender").asText()).isEqualTo(sio);
      JsonNode inbox = result.path("inbox");
      assertThat(inbox.findValuesAsText("body"))
          .as(way)
          .containsExactly("hello from Socket.IO", "é 你好 \"quoted\"", "hello from the web");
      JsonNode own = inbox.path(0);
      assertThat(own.path("id")).isEqualTo(first.path("id"));
      assertThat(own.path("seq")).isEqualTo(first.path("seq"));
      assertThat(own.path("conversationId")).isEqualTo(first.path("conversationId"));
      assertThat(own.path("createdAt")).isEqualTo(first.path("createdAt"));
      assertThat(own.path("senderId").asText()).isEqualTo(sio);
      assertThat(own.path("receiverId").asText()).isEqualTo(web);
      assertThat(own.path("image").isNull()).isTrue();
      assertThat(own.path("unReads")).as("own messages are read").isEmpty();
      JsonNode answer = inbox.path(2);
      assertThat(answer.path("receiverId").asText()).isEqualTo(sio);
      assertThat(answer.path("unReads")).containsExactly(answer.path("id"));
      assertThat(all.path(way + " control").path("error").path("field").asText())
          .isEqualTo("message.body");
    }
  }

  @Test
  void shouldTellWhoMayNotComeInAndEndWithTheSession() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoDoor");
    assertThat(result.path("none").path("data").path("code").asText()).isEqualTo("unauthenticated");
    assertThat(result.path("none").path("message").asText()).contains("auth.token");
    assertThat(result.path("wrong").path("data").path("code").asText())
        .isEqualTo("unauthenticated");
    assertThat(result.path("polled")).isEqualTo(result.path("wrong"));
    assertThat(result.path("elsewhere").path("message").asText()).isEqualTo("Invalid namespace");
    for (String way : new String[] {"header websocket", "header polling", "header upgraded"}) {
      assertThat(result.path(way).booleanValue()).as(way).isTrue();
    }
    assertThat(result.path("bearer").booleanValue()).isTrue();
    JsonNode ended = result.path("ended");
    assertThat(ended.path("why").path("code").asText()).isEqualTo("session-ended");
    assertThat(ended.path("reason").asText())
        .as("the client is not to come back by itself")
        .isEqualTo("io server disconnect");
    assertThat(ended.path("token").path("data").path("code").asText()).isEqualTo("session-ended");
  }

  @Test
  void shouldKeepTheMessengersRulesForMembersAndStrangers() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoRules");
    assertRefused(result.path("strangerNamed"), "invalid-field", "participants");
    assertRefused(result.path("stranger"), "not-found", "message.conversationId");
    assertRefused(result.path("strangerJoins"), "not-found", "null");
    assertRefused(result.path("noBody"), "invalid-field", "message.body");
    assertRefused(result.path("noPayload"), "invalid-field", "payload");
    assertRefused(result.path("badId"), "invalid-field", "message.conversationId");
    assertRefused(result.path("badImage"), "invalid-field", "message.image");
    assertRefused(result.path("nowhere"), "invalid-field", "message.conversationId");
    assertThat(result.path("conflict").path(0).path("ok").booleanValue()).isTrue();
    assertRefused(result.path("conflict").path(1), "idempotency-conflict", "message.clientMsgId");
    assertRefused(result.path("unknown"), "invalid-field", "event");
    assertRefused(result.path("binary"), "invalid-field", "null");
    assertThat(result.path("exception").path("field").asText()).isEqualTo("message.body");

    assertThat(result.path("order"))
        .map(JsonNode::asText)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 20).mapToObj(i -> "number " + i).toList());
    assertThat(result.path("unread").path(0).intValue()).as("with the one before").isEqualTo(21);
    assertThat(result.path("unread").path(1).intValue()).as("of the sender").isZero();
    assertThat(result.path("receiver").booleanValue()).isTrue();
    assertThat(result.path("joined").path("ok").booleanValue()).isTrue();
    assertThat(result.path("joined").path("seq").longValue()).isGreaterThan(20);
    assertThat(result.path("came").booleanValue()).isTrue();
    assertThat(result.path("leave").path("ok").booleanValue()).isTrue();
    assertRefused(result.path("removed"), "not-found", "message.conversationId");
    assertThat(result.path("after").intValue()).as("messages after the removal").isZero();
  }

  @Test
  void shouldBeOnlineWhileConnectedAndComeBackAfterAnOversizedPacket() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoLife");
    assertThat(result.path("before").booleanValue()).isFalse();
    assertThat(result.path("during").booleanValue()).isTrue();
    assertThat(result.path("after").booleanValue()).isFalse();
    assertThat(result.path("oversized").asText()).startsWith("transport");
    assertThat(result.path("oversizedSocket").path("reason").asText()).startsWith("transport");
    assertThat(result.path("doubles").intValue()).as("messages after coming back").isEqualTo(1);
  }

  @Test
  void shouldTellClientsOfARestartAndLetThemComeBack() {
    Stage own = stage.with(Setup.standard());
    Probe probe = own.connect();
    probe.join("sio-drain");
    try (NodeSdk sdk = NodeSdk.start(own.server(), "socketIoDrain", Map.of())) {
      probe.expect("ready", "sio-drain");
      var gone = own.server().drain(Duration.ofMillis(300));
      JsonNode ends = sdk.result(30, TimeUnit.SECONDS);
      assertThat(ends).hasSize(3);
      for (JsonNode end : ends) {
        assertThat(end.path("code").asText()).isEqualTo("restarting");
        assertThat(end.path("reason").asText()).isEqualTo("transport close");
        assertThat(end.path("comesBack").booleanValue()).isTrue();
      }
      gone.join();
    }
  }

  @Test
  void shouldLoseAndDoubleNothingOfAClientThatPollsThroughARestart() {
    Stage own = stage.with(Setup.standard());
    Probe probe = own.connect();
    probe.join("sio-anew");
    try (NodeSdk sdk = NodeSdk.start(own.server(), "socketIoAnew", Map.of())) {
      probe.expect("ready", "sio-anew");
      own.server().restart();
      JsonNode result = sdk.result(60, TimeUnit.SECONDS);
      assertThat(result.path("before")).map(JsonNode::booleanValue).containsExactly(true, true);
      assertThat(result.path("lost").asText()).startsWith("transport");
      assertThat(result.path("after"))
          .as("who came back is online, who did not is not")
          .map(JsonNode::booleanValue)
          .containsExactly(true, false);
      assertThat(result.path("ok").booleanValue()).isTrue();
      assertThat(result.path("log"))
          .map(JsonNode::asText)
          .filteredOn(text -> text.startsWith("bob"))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 9).mapToObj(i -> "bob " + i).toList());
      assertThat(result.path("inbox"))
          .as("in order, nothing twice")
          .map(JsonNode::longValue)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldEndClientsOfAccountsThatChangeWhileTheyAreConnected() {
    Map<String, String> admin = Map.of("PARLEY_ADMIN_TOKEN", stage.server().adminToken());
    try (NodeSdk sdk = NodeSdk.start(stage.server(), "socketIoEnds", admin)) {
      JsonNode result = sdk.result(60, TimeUnit.SECONDS);
      for (String way : new String[] {"password", "disabled", "deleted"}) {
        JsonNode end = result.path(way);
        assertThat(end.path("why").asText()).as(way).isEqualTo("session-ended");
        assertThat(end.path("reason").asText()).as(way).isEqualTo("io server disconnect");
        assertThat(end.path("comesBack").booleanValue()).as(way).isFalse();
        assertThat(end.path("refused").asText()).as(way).isEqualTo("session-ended");
        assertThat(end.path("other").asText())
            .as("the session in which it was changed: " + way)
            .isEqualTo(way.equals("password") ? "invalid-field" : "gone");
      }
    }
  }

  @Test
  void shouldKeepToBlocksAndToWhatPeopleWantOthersToReach() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoCircles");
    assertRefused(result.path("named"), "not-reachable", "participants");
    assertRefused(result.path("received"), "not-reachable", "message.receiverId");
    assertThat(result.path("contact").path("ok").booleanValue()).isTrue();
    assertThat(result.path("open").intValue()).as("who has it open is shown").isOne();
    assertRefused(result.path("blocked"), "not-allowed", "null");
    assertThat(result.path("joinsBlocked").path("ok").booleanValue()).isTrue();
    assertThat(result.path("afterBlock").intValue()).as("not while it was blocked").isZero();
    assertThat(result.path("openAgain").intValue()).isOne();
    assertThat(result.path("hides").booleanValue()).isTrue();
    assertThat(result.path("joinsHidden").path("ok").booleanValue()).isTrue();
    assertThat(result.path("said").path("ok").booleanValue()).isTrue();
    assertThat(result.path("hidden").intValue()).as("who hides opens nothing to be seen").isZero();
    assertThat(result.path("online").booleanValue()).isFalse();
  }

  @Test
  void shouldServeTheClientInABrowserOnAPageOfAnotherOrigin() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoBrowser");
    assertThat(result.path("ok").booleanValue()).isTrue();
    assertThat(result.path("body").asText()).isEqualTo("hello from a page");
    assertThat(result.path("own").asText()).isEqualTo("hello from a page");
    assertThat(result.path("elsewhere").booleanValue()).isTrue();
  }

  @Test
  void shouldCarryAPictureAndTellItsSenderThatItWasDelivered() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoPicture");
    assertThat(result.path("image").asText()).isEqualTo("/media/" + result.path("id").asText());
    assertThat(result.path("body").asText()).isEqualTo("look");
    assertThat(result.path("delivered")).isEqualTo(result.path("seq"));
  }

  @Test
  void shouldBoundTheEventsOfAClientAndTheConnectionsOfAPerson() {
    JsonNode result = NodeSdk.run(stage.server(), "socketIoBounds");
    var codes = new ArrayList<String>();
    result.path("codes").forEach(code -> codes.add(code.asText()));
    assertThat(codes).contains("invalid-field", "rate-limited").hasSize(150);
    assertThat(codes.stream().filter("invalid-field"::equals).count()).isBetween(40L, 120L);
    assertThat(result.path("later").asText()).isEqualTo("invalid-field");
    assertThat(result.path("connected").booleanValue()).isTrue();
    assertThat(result.path("more").path("code").asText()).isEqualTo("limit-reached");
  }

  private static void assertRefused(JsonNode answer, String code, String field) {
    assertThat(answer.path("ok").booleanValue()).as("%s", answer).isFalse();
    assertThat(answer.path("error").path("code").asText()).as("%s", answer).isEqualTo(code);
    assertThat(answer.path("error").path("field").asText()).as("%s", answer).isEqualTo(field);
    assertThat(answer.path("error").path("message").asText()).as("%s", answer).isNotBlank();
  }
}
