package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.Hook;
import dev.parley.conformance.kit.HookReceiver;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.SignedRequest;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps that come, change and go while clients are connected. */
@ExtendWith(OnStage.class)
@Timeout(60)
class TenantTest {
  private final Stage stage;

  TenantTest(Stage stage) {
    this.stage = stage;
  }

  /** What a new app's owner is told. */
  private record Made(String id, String key, String secret) {}

  private Made create(String json) {
    Reply reply = stage.admin().send("POST", "", json);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    JsonNode app = reply.json();
    JsonNode pair = app.path("keys").path(0);
    return new Made(
        app.path("id").asText(), pair.path("key").asText(), pair.path("secret").asText());
  }

  private Reply change(Made app, String json) {
    Reply reply = stage.admin().send("PATCH", "/" + app.id, json);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  private SignedRequest publish(Made app, String channel) {
    return stage
        .api()
        .requestTo("POST", "/apps/" + app.id + "/events")
        .key(app.key, app.secret)
        .body("{\"name\":\"e\",\"channel\":\"" + channel + "\",\"data\":\"1\"}");
  }

  @Test
  @Checklist(174)
  void anAddedAppIsServedAtOnceAndARemovedOnesClientsGetFourThousandOne() {
    Made app = create("{\"name\":\"Shop\"}");
    assertThat(app.id).matches("[1-9]\\d{6}");
    Probe client = stage.dial().key(app.key).connect();
    Probe bystander = stage.connect();
    client.join("tenant-news");
    publish(app, "tenant-news").send().expectOk();
    client.expect("e", "tenant-news");

    assertThat(stage.admin().send("DELETE", "/" + app.id, "").status()).isEqualTo(204);
    client.expectFatal(4001);
    stage.dial().key(app.key).open().expectFatal(4001);
    publish(app, "tenant-news").send().expectRefused(404);
    bystander.expectNothing();
    assertThat(stage.admin().send("GET", "/" + app.id, "").status()).isEqualTo(404);
  }

  @Test
  @Checklist({13, 174})
  void aDisabledAppsClientsGetFourThousandThreeUntilItIsEnabled() {
    Made app = create("{}");
    Probe client = stage.dial().key(app.key).connect();
    change(app, "{\"enabled\":false}");
    client.expectFatal(4003);
    stage.dial().key(app.key).open().expectFatal(4003);
    publish(app, "c").send().expectRefused(403);
    change(app, "{\"enabled\":true}");
    stage.dial().key(app.key).connect();
    publish(app, "c").send().expectOk();
  }

  @Test
  @Checklist(174)
  void aRotatedKeyWorksBesideTheOldOneUntilThatIsRetired() {
    Made old = create("{}");
    Probe client = stage.dial().key(old.key).connect();
    Reply added = stage.admin().send("POST", "/" + old.id + "/keys", "{}");
    assertThat(added.status()).isEqualTo(201);
    Made fresh =
        new Made(old.id, added.json().path("key").asText(), added.json().path("secret").asText());
    publish(old, "c").send().expectOk();
    publish(fresh, "c").send().expectOk();
    stage.dial().key(fresh.key).connect();

    Reply retired = stage.admin().send("DELETE", "/" + old.id + "/keys/" + old.key, "");
    assertThat(retired.status()).isEqualTo(200);
    assertThat(retired.body()).doesNotContain(fresh.secret, old.secret);
    assertThat(retired.json().path("keys").path(0).path("retiredAt").asText()).isNotEmpty();
    publish(old, "c").send().expectRefused(401);
    stage.dial().key(old.key).open().expectFatal(4001);
    client.expectNothing(); // an open connection stays
    publish(fresh, "c").send().expectOk();

    Reply last = stage.admin().send("DELETE", "/" + old.id + "/keys/" + fresh.key, "");
    assertThat(last.status()).as("the only key").isEqualTo(409);
  }

  @Test
  @Checklist(174)
  void changedOptionsAndLimitsCountForOpenConnections() {
    Made app = create("{\"options\":{\"client-events\":true}}");
    Probe client = stage.dial().key(app.key).connect();
    change(app, "{\"options\":{\"force-tls\":true},\"limits\":{\"event-name-length\":20}}");
    stage.dial().key(app.key).open().expectFatal(4000);
    client.expectNothing();
    publish(app, "c")
        .body("{\"name\":\"" + "n".repeat(21) + "\",\"channel\":\"c\",\"data\":\"1\"}")
        .send()
        .expectRefused(400);
    Reply back = change(app, "{\"options\":{\"force-tls\":null},\"limits\":{}}");
    assertThat(back.json().path("options").path("force-tls").asBoolean(true)).isFalse();
    assertThat(back.json().path("limits").path("event-name-length").asInt()).isEqualTo(20);
    stage.dial().key(app.key).connect();
  }

  @Test
  @Checklist({164, 174})
  void shouldTellWebhooksThatAreSetWhileClientsAreConnected() {
    try (var hooks = new HookReceiver()) {
      Made app = create("{}");
      Probe client = stage.dial().key(app.key).connect();
      client.join("before");
      Reply changed =
          change(
              app,
              """
              {"webhooks":[{"url":"%s","events":["channel_occupied"],"channel-prefix":"told-",
                "channel-suffix":"-eu","headers":{"X-Token":"hush-header"}}]}
              """
                  .formatted(hooks.url("/hook?token=hush-query")));
      client.join("other");
      client.join("told-us");
      client.join("told-eu");
      Hook hook = hooks.next().verified(app.key, app.secret);
      assertThat(hook.path()).isEqualTo("/hook?token=hush-query");
      assertThat(hook.header("x-token")).isEqualTo("hush-header");
      assertThat(hook.event().path("channel").asText()).isEqualTo("told-eu");

      assertThat(changed.json().path("webhooks").path(0).path("headers").path(0).asText())
          .isEqualTo("X-Token");
      for (String path : new String[] {"", "/" + app.id, "/" + app.id + "/secrets"}) {
        assertThat(stage.admin().send("GET", path, "").body()).doesNotContain("hush");
      }

      change(app, "{\"webhooks\":[{\"url\":\"%s\"}]}".formatted(hooks.url("/all")));
      client.join("anything");
      assertThat(hooks.next().path()).isEqualTo("/all");
      change(app, "{\"webhooks\":null}");
      client.join("told-x-eu");
      assertThat(hooks.nextOrNull(Duration.ofMillis(500))).isNull();
    }
  }

  @Test
  void publishingFasterThanTheAppMayIsTooMany() {
    Made app = create("{\"limits\":{\"api-events-per-second\":1}}");
    publish(app, "c").send().expectOk();
    Reply refused = publish(app, "c").send().expectRefused(429);
    assertThat(Integer.parseInt(refused.header("Retry-After").getFirst())).isPositive();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "Bearer wrong",
        "bearer",
        "Basic Y29uZm9ybWFuY2U=",
        "conformance-admin-token"
      })
  void nobodyEntersWithoutTheToken(String authorization) {
    for (String[] request :
        new String[][] {
          {"GET", ""}, {"POST", ""}, {"GET", "/3/secrets"}, {"PATCH", "/3"}, {"DELETE", "/3"}
        }) {
      Reply reply =
          stage.admin().withAuthorization(authorization).send(request[0], request[1], "{}");
      assertThat(reply.status()).as(String.join(" ", request)).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).containsExactly("Bearer");
      assertThat(reply.header("Content-Type")).containsExactly("application/problem+json");
      assertThat(reply.body()).doesNotContain(TestApp.SECRET, stage.server().adminToken());
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"nmae\":\"x\"} | nmae",
        "{\"id\":\"a b\"} | id",
        "{\"id\":7} | id",
        "{\"name\":\"\"} | name",
        "{\"enabled\":\"yes\"} | enabled",
        "{\"options\":[]} | options",
        "{\"options\":{\"force-tls\":\"maybe\"}} | options.force-tls",
        "{\"options\":{\"allowed-origins\":[\"example.com\"]}} | options.allowed-origins",
        "{\"options\":{\"no-such\":true}} | options.no-such",
        "{\"limits\":{\"event-data-bytes\":1}} | limits.event-data-bytes",
        "{\"limits\":{\"frame-bytes\":2048}} | limits.frame-bytes",
        "{\"webhooks\":{}} | webhooks",
        "{\"webhooks\":[\"http://a.b/\"]} | webhooks",
        "{\"webhooks\":[{}]} | webhooks[0].url",
        "{\"webhooks\":[{\"url\":\"http://a.b/?<hidden>\"}]} | webhooks[0].url",
        "{\"webhooks\":[{\"url\":\"ftp://a.b/\"}]} | webhooks[0].url",
        "{\"webhooks\":[{\"url\":\"http://a.b/\",\"events\":[\"all\"]}]} | webhooks[0].events",
        "{\"webhooks\":[{\"url\":\"http://a.b/\",\"headers\":[\"X\"]}]} | webhooks[0].headers",
        "{\"webhooks\":[{\"url\":\"http://a.b/\",\"headers\":{\"Host\":\"h\"}}]} | webhooks[0].headers",
        "{\"webhooks\":[{\"url\":\"http://a.b/\",\"filter\":1}]} | webhooks[0].filter",
        "{\"webhooks\":[{\"url\":\"http://a.b/\"},{\"url\":\"http://a.b/\"}]} | webhooks",
      })
  void aValueThatCannotBeUsedIsNamed(String json, String field) {
    Reply reply = stage.admin().send("POST", "", json);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("code").asText()).isEqualTo("invalid-value");
    assertThat(reply.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{} {}",
        "{\"options\":{\"a\":[[[[[[[[[1]]]]]]]]]}}"
      })
  void whatIsNoObjectIsRefused(String json) {
    Reply reply = stage.admin().send("POST", "", json);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("code").asText()).isEqualTo("bad-json");
  }

  @Test
  void appsOfTheConfigurationAreReadOnlyAndIdsAreUnique() {
    for (String[] request :
        new String[][] {
          {"PATCH", "/3", "{\"enabled\":false}"},
          {"DELETE", "/3", ""},
          {"POST", "/3/keys", "{}"},
          {"DELETE", "/3/keys/" + TestApp.KEY, ""}
        }) {
      Reply reply = stage.admin().send(request[0], request[1], request[2]);
      assertThat(reply.status()).as(reply.body()).isEqualTo(409);
      assertThat(reply.json().path("code").asText()).isEqualTo("read-only");
    }
    assertThat(stage.admin().send("POST", "", "{\"id\":\"3\"}").status()).isEqualTo(409);
    Made app = create("{\"id\":\"twice\"}");
    assertThat(stage.admin().send("POST", "", "{\"id\":\"twice\"}").status()).isEqualTo(409);
    assertThat(stage.admin().send("DELETE", "/" + app.id, "").status()).isEqualTo(204);
  }

  @Test
  void secretsAreToldOnlyWhereTheyAreAskedFor() {
    Made app = create("{}");
    assertThat(stage.admin().send("GET", "/" + app.id, "").body())
        .contains(app.key)
        .doesNotContain(app.secret);
    assertThat(stage.admin().send("GET", "?limit=1000", "").body())
        .contains(app.key, TestApp.KEY)
        .doesNotContain(app.secret, TestApp.SECRET);
    assertThat(stage.admin().send("GET", "/" + app.id + "/secrets", "").body())
        .contains(app.secret);
  }

  @Test
  void theListComesInPages() {
    Reply first = stage.admin().send("GET", "?limit=1", "").expectOk();
    assertThat(first.json().path("apps").size()).isEqualTo(1);
    String next = first.json().path("next").asText();
    assertThat(next).isEqualTo(first.json().path("apps").path(0).path("id").asText());
    JsonNode second = stage.admin().send("GET", "?limit=1&after=" + next, "").expectOk().json();
    assertThat(second.path("apps").path(0).path("id").asText()).isNotEqualTo(next);
  }
}
