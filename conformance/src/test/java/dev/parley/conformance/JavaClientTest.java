package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.client.connection.ConnectionState;
import dev.parley.conformance.kit.Heard;
import dev.parley.conformance.kit.JavaClient;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Stage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official Java client, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class JavaClientTest {
  private final Stage stage;

  JavaClientTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist({8, 44, 49, 141})
  void itReceivesOnChannelsOfEveryKind() {
    try (var client = JavaClient.connected(stage.server(), "ada")) {
      var heard = new Heard();
      client.pusher().subscribe("java-open", heard, "e");
      assertThat(heard.next()).isEqualTo("joined java-open");
      stage.api().publish("java-open", "e", "{\"a\":1}").expectOk();
      assertThat(heard.next()).isEqualTo("java-open e {\"a\":1}");
      client.pusher().subscribePrivate("private-java", heard, "e");
      assertThat(heard.next()).isEqualTo("joined private-java");
      stage.api().publish("private-java", "e", "text").expectOk();
      assertThat(heard.next()).isEqualTo("private-java e text");
    }
  }

  @Test
  @Checklist(141)
  void itDecryptsTheEncryptedVector() {
    // vector A6: what a back end seals with this master key for this channel
    String channel = "private-encrypted-foo";
    assertThat(JavaClient.sharedSecret(channel))
        .isEqualTo("mi6ujdNqJtS1E+MI32Ma63nvdhVlkio2R84zbolRcMg=");
    try (var client = JavaClient.connected(stage.server(), "ada")) {
      var heard = new Heard();
      client.pusher().subscribePrivateEncrypted(channel, heard.encrypted(), "e");
      assertThat(heard.next()).isEqualTo("joined " + channel);
      String sealed =
          "{\"nonce\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYX\","
              + "\"ciphertext\":\"aK3+fllkzHHaWq0615Ne+UjA0lvqUlc+MF+wyMz9l0mN\"}";
      stage.api().publish(channel, "e", sealed).expectOk();
      assertThat(heard.next()).isEqualTo(channel + " e {\"hello\":\"world\"}");
    }
  }

  @Test
  @Checklist({61, 62, 64})
  void itSeesWhoIsPresent() {
    try (var client = JavaClient.connected(stage.server(), "ada")) {
      var heard = new Heard();
      client.pusher().subscribePresence("presence-java", heard, "e");
      assertThat(List.of(heard.next(), heard.next()))
          .containsExactlyInAnyOrder("joined presence-java", "here ada");
      Probe lin = stage.connect();
      lin.joinMember("presence-java", "{\"user_id\":7,\"user_info\":{\"name\":\"Lin\"}}");
      assertThat(heard.next()).isEqualTo("joining 7 {\"name\":\"Lin\"}");
      lin.leave("presence-java");
      assertThat(heard.next()).isEqualTo("leaving 7");
    }
  }

  @Test
  @Checklist({103, 104, 109})
  void itTalksWithPusherJs() {
    try (NodeSdk js = NodeSdk.start(stage.server(), "answering", Map.of());
        var client = JavaClient.connected(stage.server(), "ada")) {
      var heard = new Heard();
      var channel = client.pusher().subscribePresence("presence-java-js", heard, "client-answer");
      String line = heard.next();
      while (!line.startsWith("joining js") && !line.equals("here ada,js")) {
        line = heard.next();
      }
      channel.trigger("client-question", "{\"n\":6}");
      String answer = heard.next();
      while (!answer.contains("client-answer")) {
        answer = heard.next();
      }
      assertThat(answer).isEqualTo("presence-java-js client-answer {\"n\":7} from js");
      client.pusher().unsubscribe("presence-java-js");
      assertThat(js.result(30, TimeUnit.SECONDS).path("from").asText()).isEqualTo("ada");
    }
  }

  @Test
  @Checklist({88, 93})
  void itSignsInAndHearsWhatIsMeantForTheUser() {
    try (var client = JavaClient.signingIn(stage.server(), "java-user")) {
      var heard = new Heard();
      client.pusher().user().bind("note", heard);
      // the client says nothing when its user's channel is open, so the server is asked
      Awaitility.await()
          .until(() -> {
            stage.api().publish("#server-to-user-java-user", "note", "{}").expectOk("{}");
            return !heard.isEmpty();
          });
      assertThat(heard.next()).isEqualTo("#server-to-user-java-user note {}");
      assertThat(client.pusher().user().userId()).isEqualTo("java-user");
    }
  }

  @Test
  @Checklist(95)
  void terminatedItStaysOut() {
    try (var client = JavaClient.signingIn(stage.server(), "java-ended")) {
      Awaitility.await()
          .until(() -> {
            stage.api().post("/users/java-ended/terminate_connections", "{}").expectOk("{}");
            return client.pusher().getConnection().getState() == ConnectionState.DISCONNECTED;
          });
    }
  }

  @Test
  @Checklist(39)
  void idlingItIsNeverDisconnected() {
    Stage idle = stage.with(Pace.setup());
    try (var client = JavaClient.connected(idle.server(), "ada")) {
      Probe ruler = idle.connect();
      // with the time-outs of production, three idle limits are six minutes
      for (int i = 0; i < 3; i++) {
        ruler.expectPing(Pace.patience());
      }
      assertThat(client.since()).isEmpty();
      var heard = new Heard();
      client.pusher().subscribe("java-idle", heard);
      assertThat(heard.next()).isEqualTo("joined java-idle");
    }
  }
}
