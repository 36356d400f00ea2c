package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Event;
import com.pusher.rest.data.PresenceUser;
import com.pusher.rest.data.Result;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official server SDK for Java, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(60)
class JavaServerSdkTest {
  private final Stage stage;
  private final Pusher sdk;

  JavaServerSdkTest(Stage stage) {
    this.stage = stage;
    this.sdk = new Pusher(TestApp.ID, TestApp.KEY, TestApp.SECRET);
    sdk.setHost(stage.server().host() + ":" + stage.server().port());
    sdk.setEncrypted(false);
  }

  @AfterEach
  void close() throws Exception {
    sdk.close();
  }

  @Test
  @Checklist({123, 124, 129, 130, 135, 142})
  void everythingItPublishesArrives() {
    Probe probe = stage.connect();
    Probe sender = stage.connect();
    probe.join("sdk-java");
    sender.join("sdk-java");
    assertOk(sdk.trigger("sdk-java", "one", Map.of("text", "100% \"é\" \uD83D\uDE00")), "{}");
    assertOk(sdk.trigger(List.of("sdk-java", "sdk-java-b"), "many", List.of(1, 2)), "{}");
    assertOk(sdk.trigger("sdk-java", "excluded", "text", sender.socketId()), "{}");
    assertOk(
        sdk.trigger(
            List.of(
                new Event("sdk-java", "batch-1", 1),
                new Event("sdk-java", "batch-2", 2, sender.socketId()))),
        "{}");
    assertOk(sdk.trigger("sdk-java", "last", Map.of()), "{}");
    assertThat(probe.expect("one").data())
        .isEqualTo(Json.object().put("text", "100% \"é\" \uD83D\uDE00"));
    assertThat(probe.expect("many").dataText()).isEqualTo("[1,2]");
    for (String event : new String[] {"excluded", "batch-1", "batch-2", "last"}) {
      probe.expect(event, "sdk-java");
    }
    for (String event : new String[] {"one", "many", "batch-1", "last"}) {
      sender.expect(event, "sdk-java");
    }
  }

  @Test
  @Checklist({116, 118, 133, 145, 146, 147, 150})
  void everythingItAsksIsAnswered() {
    for (int i = 0; i < 3; i++) {
      stage.connect().joinAs("presence-sdk-java", "7");
    }
    assertOk(
        sdk.get("/channels", Map.of("filter_by_prefix", "presence-sdk-java", "info", "user_count")),
        "{\"channels\":{\"presence-sdk-java\":{\"user_count\":1}}}");
    assertOk(
        sdk.get("/channels", Map.of("filter_by_prefix", "presence-@a,b;c=d")), "{\"channels\":{}}");
    assertOk(sdk.get("/channels/sdk-java-unknown"), "{\"occupied\":false}");
    assertOk(sdk.get("/channels/presence-sdk-java/users"), "{\"users\":[{\"id\":\"7\"}]}");
    assertOk(sdk.post("/users/nobody/terminate_connections", "{}"), "{}");
  }

  @Test
  @Checklist({113, 126, 137})
  void itSeesWhyItIsRefused() {
    Result large = sdk.trigger("a", "e", "d".repeat(10_241));
    assertThat(large.getHttpStatus()).isEqualTo(413);
    assertThat(large.getMessage()).contains("content of this event");
    Result batch = sdk.trigger(Collections.nCopies(11, new Event("a", "e", 1)));
    assertThat(batch.getHttpStatus()).isEqualTo(400);
    assertThat(batch.getMessage()).contains("Batch too large");
    assertThat(sdk.get("/channels/a/users").getHttpStatus()).isEqualTo(400);
  }

  @Test
  @Checklist({49, 61})
  void whatItAuthorisesIsAccepted() {
    Probe probe = stage.connect();
    String grant = sdk.authenticate(probe.socketId(), "private-sdk-java");
    probe.subscribe("private-sdk-java", Json.parse(grant).path("auth").asText());
    probe.expect("pusher_internal:subscription_succeeded", "private-sdk-java");
    var member = new PresenceUser(10L, Map.of("name", "Mr. Channels"));
    var granted = Json.parse(sdk.authenticate(probe.socketId(), "presence-sdk-java-auth", member));
    probe.send(
        "pusher:subscribe",
        "{\"channel\":\"presence-sdk-java-auth\",\"auth\":%s,\"channel_data\":%s}"
            .formatted(granted.path("auth"), granted.path("channel_data")));
    var joined = probe.expect("pusher_internal:subscription_succeeded", "presence-sdk-java-auth");
    assertThat(joined.data().path("presence").path("ids")).isEqualTo(Json.parse("[\"10\"]"));
  }

  private static void assertOk(Result result, String body) {
    assertThat(result.getHttpStatus()).as(result.getMessage()).isEqualTo(200);
    assertThat(Json.parse(result.getMessage())).isEqualTo(Json.parse(body));
  }
}
