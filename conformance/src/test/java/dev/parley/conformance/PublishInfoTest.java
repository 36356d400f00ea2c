package dev.parley.conformance;

import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
@Timeout(60)
class PublishInfoTest {
  private static final String BOGUS = "info should be a comma separated list of attributes";

  private final Stage stage;
  private final SignedApi api;

  PublishInfoTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist(131)
  void subscriptionCountsAreToldOncePerChannel() {
    stage.connect().join("info-a");
    stage.connect().join("info-a");
    publish("[\"info-a\",\"info-b\",\"info-a\"]", "subscription_count")
        .expectOk(
            "{\"channels\":{\"info-a\":{\"subscription_count\":2},"
                + "\"info-b\":{\"subscription_count\":0}}}");
  }

  @Test
  @Checklist(131)
  void aChannelNamedTwiceHearsTheEventOnce() {
    Probe probe = stage.connect();
    probe.join("info-once");
    publish("[\"info-once\",\"info-once\"]", "subscription_count").expectOk();
    probe.expect("e", "info-once");
    probe.expectNothing(api);
  }

  @Test
  @Checklist(132)
  void eachChannelTellsOnlyWhatItKnows() {
    stage.connect().join("info-x");
    publish("[\"info-x\",\"presence-info-y\"]", "user_count,subscription_count")
        .expectOk(
            "{\"channels\":{\"info-x\":{\"subscription_count\":1},"
                + "\"presence-info-y\":{\"user_count\":0,\"subscription_count\":0}}}");
    publish("[\"info-x\"]", "user_count").expectOk("{\"channels\":{\"info-x\":{}}}");
  }

  @Test
  @Checklist(133)
  void aUserWithThreeConnectionsCountsOnce() {
    for (int i = 0; i < 3; i++) {
      stage.connect().joinAs("presence-info-three", "7");
    }
    publish("[\"presence-info-three\"]", "user_count,subscription_count")
        .expectOk(
            "{\"channels\":{\"presence-info-three\":"
                + "{\"user_count\":1,\"subscription_count\":3}}}");
  }

  @Test
  @Checklist({134, 143})
  void unknownInfoIsRefused() {
    publish("[\"a\"]", "bogus").expectRefused(400, BOGUS);
    publish("[\"a\"]", "user_count,bogus").expectRefused(400, BOGUS);
    api.request("GET", "/channels").query("info", "bogus").send().expectRefused(400, BOGUS);
    api.request("GET", "/channels/a").query("info", "bogus").send().expectRefused(400, BOGUS);
  }

  private Reply publish(String channels, String info) {
    return api.post(
        "/events",
        "{\"name\":\"e\",\"data\":\"1\",\"channels\":%s,\"info\":\"%s\"}"
            .formatted(channels, info));
  }
}
