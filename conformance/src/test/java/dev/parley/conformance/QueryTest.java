package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
@Timeout(60)
class QueryTest {
  private final Stage stage;
  private final SignedApi api;

  QueryTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist(144)
  void anEmptyAppHasAnEmptyMapOfChannels() {
    Stage empty = stage.with(Setup.standard());
    empty.api().get("/channels").expectOk("{\"channels\":{}}");
    empty
        .api()
        .request("GET", "/channels")
        .query("filter_by_prefix", "__fish")
        .send()
        .expectOk("{\"channels\":{}}");
  }

  @Test
  @Checklist(145)
  void onlyOccupiedChannelsAreListed() {
    Probe first = stage.connect();
    Probe second = stage.connect();
    first.join("list-a");
    first.join("private-list-b");
    second.join("list-a");
    channels("list-").expectOk("{\"channels\":{\"list-a\":{}}}");
    channels("private-list-").expectOk("{\"channels\":{\"private-list-b\":{}}}");
    first.leave("list-a");
    first.expectNothing();
    channels("list-").expectOk("{\"channels\":{\"list-a\":{}}}");
    second.leave("list-a");
    second.expectNothing();
    channels("list-").expectOk("{\"channels\":{}}");
  }

  @Test
  @Checklist(146)
  void userCountsAreListedForPresenceOnly() {
    stage.connect().joinAs("presence-list-a", "1");
    stage.connect().joinAs("presence-list-a", "1");
    stage.connect().joinAs("presence-list-b", "1");
    stage.connect().joinAs("presence-list-b", "2");
    var counts =
        api.request("GET", "/channels")
            .query("filter_by_prefix", "presence-list-")
            .query("info", "user_count")
            .send()
            .expectOk()
            .json()
            .path("channels");
    assertThat(counts.size()).isEqualTo(2);
    assertThat(counts.path("presence-list-a").path("user_count").isIntegralNumber()).isTrue();
    assertThat(counts.path("presence-list-a").path("user_count").intValue()).isEqualTo(1);
    assertThat(counts.path("presence-list-b").path("user_count").intValue()).isEqualTo(2);
    for (String prefix : new String[] {"private-", "list-", "presence", ""}) {
      api.request("GET", "/channels")
          .query("filter_by_prefix", prefix)
          .query("info", "user_count")
          .send()
          .expectRefused(400);
    }
    api.request("GET", "/channels").query("info", "user_count").send().expectRefused(400);
  }

  @Test
  @Checklist(147)
  void anUnknownChannelIsVacant() {
    api.get("/channels/unknown").expectOk("{\"occupied\":false}");
    api.request("GET", "/channels/presence-unknown")
        .query("info", "user_count,subscription_count")
        .send()
        .expectOk("{\"occupied\":false,\"user_count\":0,\"subscription_count\":0}");
  }

  @Test
  @Checklist(148)
  void aChannelIsAskedOnlyWhatItsKindKnows() {
    info("a", "user_count").expectRefused(400);
    info("private-a", "user_count").expectRefused(400);
    info("a", "cache").expectRefused(400);
    info("presence-a", "cache").expectRefused(400);
    info("presence-cache-a", "user_count,cache").expectOk();
  }

  @Test
  @Checklist(149)
  void theCachedEventCanBeRead() {
    info("cache-query", "cache").expectOk("{\"occupied\":false,\"cache\":null}");
    api.publish("cache-query", "e", "{\"kept\": 1}").expectOk();
    JsonNode cache = info("cache-query", "cache").expectOk().json().path("cache");
    assertThat(cache.path("data").asText()).isEqualTo("{\"kept\": 1}");
    assertThat(cache.path("ttl").isIntegralNumber()).isTrue();
    assertThat(cache.path("ttl").intValue()).isBetween(1, 1_800);
  }

  @Test
  @Checklist(149)
  void aShortLifeIsStillToldAsAPositiveNumber() {
    Stage brief = stage.with(Setup.standard().withLimit(Limit.CACHE_TTL_MILLIS, 900));
    brief.api().publish("cache-brief", "e", "1").expectOk();
    JsonNode cache =
        brief
            .api()
            .request("GET", "/channels/cache-brief")
            .query("info", "cache")
            .send()
            .expectOk()
            .json()
            .path("cache");
    assertThat(cache.isNull() || cache.path("ttl").intValue() == 1).as("%s", cache).isTrue();
  }

  @Test
  @Checklist(150)
  void usersAreListedOncePerPresenceChannel() {
    api.get("/channels/a/users").expectRefused(400);
    api.get("/channels/private-a/users").expectRefused(400);
    api.get("/channels/presence-nobody/users").expectOk("{\"users\":[]}");
    stage.connect().joinMember("presence-users", "{\"user_id\":10}");
    stage.connect().joinMember("presence-users", "{\"user_id\":10}");
    api.get("/channels/presence-users/users").expectOk("{\"users\":[{\"id\":\"10\"}]}");
    api.request("GET", "/channels/presence-users/users")
        .query("info", "user_count")
        .send()
        .expectRefused(400);
  }

  @Test
  @Checklist(152)
  void aUsersOwnChannelStaysOutOfTheList() {
    Stage own = stage.with(Setup.standard());
    Probe probe = own.connect();
    probe.signIn("{\"id\":\"listed\"}");
    probe.join("#server-to-user-listed");
    own.api().get("/channels").expectOk("{\"channels\":{}}");
    own.api()
        .request("GET", "/channels")
        .query("filter_by_prefix", "#server-to-user-")
        .escaping(v -> v.replace("#", "%23"))
        .send()
        .expectOk("{\"channels\":{}}");
  }

  @Test
  void theLegacyStatisticsAnswer() {
    stage.connect().joinAs("presence-stats", "1");
    stage.connect().joinAs("presence-stats", "1");
    api.get("/channels/presence-stats/stats")
        .expectOk("{\"occupied\":true,\"user_count\":1,\"connection_count\":2}");
  }

  private Reply channels(String prefix) {
    return api.request("GET", "/channels").query("filter_by_prefix", prefix).send();
  }

  private Reply info(String channel, String info) {
    return api.request("GET", "/channels/" + channel).query("info", info).send();
  }
}
