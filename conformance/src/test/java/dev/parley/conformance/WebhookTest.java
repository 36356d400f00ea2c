package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pusher.rest.Pusher;
import com.pusher.rest.data.Validity;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.app.WebhookOptions;
import dev.parley.conformance.kit.Hook;
import dev.parley.conformance.kit.HookReceiver;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
@Timeout(60)
class WebhookTest {
  /** Long enough for a slow machine to return within it, short enough to wait for. */
  private static final int GRACE_MILLIS = 1_000;

  private final Stage shared;
  private final HookReceiver receiver = new HookReceiver();

  WebhookTest(Stage stage) {
    this.shared = stage;
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  @Checklist({153, 155})
  void occupiedAndVacatedAreToldAndSigned() {
    Stage stage = stage(all());
    Probe probe = stage.connect();
    long start = System.currentTimeMillis();
    probe.join("hooked");
    Hook occupied = receiver.next().verified(TestApp.KEY, TestApp.SECRET);
    assertThat(occupied.event())
        .isEqualTo(Json.parse("{\"name\":\"channel_occupied\",\"channel\":\"hooked\"}"));
    assertThat(occupied.timeMillis()).isBetween(start, System.currentTimeMillis());
    receiver.next("subscription_count", "hooked");
    long left = System.nanoTime();
    probe.leave("hooked");
    receiver.next("subscription_count", "hooked");
    Hook vacated = receiver.next().verified(TestApp.KEY, TestApp.SECRET);
    assertThat(vacated.event())
        .isEqualTo(Json.parse("{\"name\":\"channel_vacated\",\"channel\":\"hooked\"}"));
    assertThat(vacated.atNanos() - left)
        .isBetween(
            TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS),
            TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS + 3_000));
  }

  @Test
  @Checklist(154)
  void theNodeHelperAcceptsIt() {
    Stage stage = stage(all());
    stage.connect().join("hook-node");
    Hook hook = receiver.next();
    String request =
        Json.object()
            .<ObjectNode>set(
                "headers",
                Json.object()
                    .put("content-type", hook.header("content-type"))
                    .put("x-pusher-key", hook.header("x-pusher-key"))
                    .put("x-pusher-signature", hook.header("x-pusher-signature")))
            .put("body", hook.body())
            .toString();
    JsonNode result;
    try (NodeSdk sdk =
        NodeSdk.start(stage.server(), "webhook", Map.of("PARLEY_WEBHOOK", request))) {
      result = sdk.result(30, TimeUnit.SECONDS);
    }
    assertThat(result.path("valid").booleanValue()).as("%s", result).isTrue();
    assertThat(result.path("contentType").booleanValue()).isTrue();
    assertThat(result.path("bodyValid").booleanValue()).isTrue();
    assertThat(result.path("forged").booleanValue()).isFalse();
    assertThat(result.path("events").path(0).path("name").asText()).isEqualTo("channel_occupied");
    assertThat(result.path("time").longValue()).isEqualTo(hook.timeMillis());
  }

  @Test
  @Checklist(154)
  void theJavaHelperAcceptsIt() {
    stage(all()).connect().join("hook-java");
    Hook hook = receiver.next();
    Pusher pusher = new Pusher(TestApp.ID, TestApp.KEY, TestApp.SECRET);
    String key = hook.header("x-pusher-key");
    String signature = hook.header("x-pusher-signature");
    assertThat(pusher.validateWebhookSignature(key, signature, hook.body()))
        .isEqualTo(Validity.VALID);
    assertThat(pusher.validateWebhookSignature(key, signature, hook.body() + " "))
        .isEqualTo(Validity.INVALID);
  }

  @Test
  @Checklist(156)
  void whoReturnsWithinTheGraceWasNeverGone() {
    Stage stage =
        stage(
            all()
                .withEvents(
                    WebhookEvent.CHANNEL_OCCUPIED,
                    WebhookEvent.CHANNEL_VACATED,
                    WebhookEvent.MEMBER_ADDED,
                    WebhookEvent.MEMBER_REMOVED));
    Probe probe = stage.connect();
    probe.joinAs("presence-back", "1");
    receiver.next("channel_occupied", "presence-back");
    receiver.next("member_added", "presence-back");
    probe.leave("presence-back");
    probe.expectNothing();
    probe.joinAs("presence-back", "1");
    probe.expectNothing();
    probe.leave("presence-back");
    // Had the first leaving or the return been told, they would come before these.
    receiver.next("member_removed", "presence-back");
    receiver.next("channel_vacated", "presence-back");
    probe.join("end-of-back");
    receiver.next("channel_occupied", "end-of-back");
  }

  @Test
  @Checklist(157)
  void membersAreUsersNotConnections() {
    Stage stage = stage(all().withEvents(WebhookEvent.MEMBER_ADDED, WebhookEvent.MEMBER_REMOVED));
    Probe first = stage.connect();
    Probe second = stage.connect();
    first.joinAs("presence-tabs", "7");
    assertThat(receiver.next("member_added", "presence-tabs").path("user_id"))
        .isEqualTo(Json.parse("\"7\""));
    second.joinAs("presence-tabs", "7");
    second.expectNothing();
    first.leave("presence-tabs");
    first.expectNothing();
    stage.connect().joinAs("presence-tabs", "8");
    assertThat(receiver.next("member_added", "presence-tabs").path("user_id").asText())
        .isEqualTo("8");
    second.sendClose(1000);
    assertThat(receiver.next("member_removed", "presence-tabs").path("user_id").asText())
        .isEqualTo("7");
  }

  @Test
  @Checklist(158)
  void clientEventsAreToldAsStrings() {
    Stage stage = stage(all().withEvents(WebhookEvent.CLIENT_EVENT));
    Probe sender = stage.connect();
    sender.joinAs("presence-said", "9");
    sender.join("private-said");
    sender.trigger("client-e", "presence-said", "{\"a\":[1,2]}");
    Hook hook = receiver.next().verified(TestApp.KEY, TestApp.SECRET);
    JsonNode event = hook.event();
    assertThat(event.path("name").asText()).isEqualTo("client_event");
    assertThat(event.path("channel").asText()).isEqualTo("presence-said");
    assertThat(event.path("event").asText()).isEqualTo("client-e");
    assertThat(Json.parse(event.path("data").textValue())).isEqualTo(Json.parse("{\"a\":[1,2]}"));
    assertThat(event.path("socket_id").asText()).isEqualTo(sender.socketId());
    assertThat(event.path("user_id").asText()).isEqualTo("9");
    sender.trigger("client-e", "private-said", "\"text \u00e9\uD83D\uDE00\"");
    JsonNode plain = receiver.next().verified(TestApp.KEY, TestApp.SECRET).event();
    assertThat(plain.path("data").textValue()).isEqualTo("text \u00e9\uD83D\uDE00");
    assertThat(plain.has("user_id")).isFalse();
  }

  @Test
  @Checklist({159, 84})
  void aMissIsToldOncePerEmptyPeriod() {
    Stage stage = stage(all().withEvents(WebhookEvent.CACHE_MISS, WebhookEvent.CHANNEL_OCCUPIED));
    for (int i = 0; i < 20; i++) {
      Probe probe = stage.connect();
      probe.join("cache-missed");
      probe.expect("pusher:cache_miss");
    }
    stage.connect().join("end-of-misses");
    assertThat(receiver.until("channel_occupied", "end-of-misses"))
        .extracting(event -> event.path("name").asText())
        .containsExactlyInAnyOrder("channel_occupied", "cache_miss", "channel_occupied");
  }

  @Test
  @Checklist(159)
  void countsAreIntegers() {
    Stage stage = stage(all().withEvents(WebhookEvent.SUBSCRIPTION_COUNT));
    stage.connect().join("hook-count");
    stage.connect().join("hook-count");
    for (int i = 1; i <= 2; i++) {
      JsonNode count = receiver.next().verified(TestApp.KEY, TestApp.SECRET).event();
      assertThat(count.path("subscription_count")).isEqualTo(Json.parse("" + i));
    }
  }

  @Test
  @Checklist(160)
  void aBatchHoldsOneAppInOrder() {
    WebhookOptions options =
        WebhookOptions.of(all().withEvents(WebhookEvent.CHANNEL_OCCUPIED)).withBatching();
    Setup setup =
        quick()
            .withApps(
                TestApp.standard().withOptions(TestApp.options().withWebhooks(options)),
                TestApp.other().withOptions(TestApp.options().withWebhooks(options)));
    Stage stage = shared.with(setup.withLimit(Limit.WEBHOOK_BATCH_MILLIS, 2_000));
    Probe own = stage.connect();
    Probe foreign = stage.dial().key(TestApp.OTHER_KEY).connect();
    List<String> expected = IntStream.range(0, 10).mapToObj(i -> "batched-" + i).toList();
    for (String channel : expected) {
      own.join(channel);
      foreign.join(channel);
    }
    Hook first = receiver.next();
    Hook second = receiver.next();
    boolean ownFirst = first.header("x-pusher-key").equals(TestApp.KEY);
    Hook mine = ownFirst ? first : second;
    Hook theirs = ownFirst ? second : first;
    mine.verified(TestApp.KEY, TestApp.SECRET);
    theirs.verified(TestApp.OTHER_KEY, TestApp.OTHER_SECRET);
    for (Hook hook : List.of(mine, theirs)) {
      assertThat(hook.events())
          .extracting(event -> event.path("channel").asText())
          .isEqualTo(expected);
    }
  }

  @Test
  @Checklist(161)
  void aFailureIsTriedAgainUnchangedUntilItIsTooOld() {
    receiver.answering(hook -> hook.body().contains("occupied") ? 500 : 204);
    Stage stage =
        shared.with(
            with(all().withEvents(WebhookEvent.CHANNEL_OCCUPIED, WebhookEvent.CHANNEL_VACATED))
                .withLimit(Limit.WEBHOOK_RETRY_FIRST_MILLIS, 100)
                .withLimit(Limit.WEBHOOK_RETRY_WINDOW_MILLIS, 2_000));
    Probe probe = stage.connect();
    probe.join("doomed");
    Hook first = receiver.next();
    // 100, 200, 400, 800 and then what is left of the window: six attempts
    Hook last = first;
    long lastGap = 0;
    for (int i = 1; i < 5; i++) {
      Hook again = receiver.next();
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.header("x-pusher-signature")).isEqualTo(first.header("x-pusher-signature"));
      long gap = again.atNanos() - last.atNanos();
      assertThat(gap).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50L << i));
      assertThat(gap).isGreaterThan(lastGap);
      lastGap = gap;
      last = again;
    }
    assertThat(receiver.next().body()).isEqualTo(first.body());
    // A channel's next request is sent only when this one is settled.
    probe.leave("doomed");
    receiver.next("channel_vacated", "doomed");
  }

  @Test
  @Checklist(161)
  void aRedirectIsAFailureAndIsNotFollowed() {
    receiver.answering(hook -> hook.path().equals("/elsewhere") ? 200 : 302);
    Stage stage =
        shared.with(
            with(all().withEvents(WebhookEvent.CHANNEL_OCCUPIED))
                .withLimit(Limit.WEBHOOK_RETRY_FIRST_MILLIS, 10));
    stage.connect().join("redirected");
    for (int i = 0; i < 3; i++) {
      assertThat(receiver.next().path()).isEqualTo("/hooks");
    }
  }

  @Test
  @Checklist(162)
  void aHangingEndpointHoldsUpNobody() {
    try (HookReceiver hanging = new HookReceiver().hanging()) {
      Stage stage =
          shared.with(
              with(
                      all().withEvents(WebhookEvent.CHANNEL_OCCUPIED),
                      WebhookEndpoint.to(hanging.url("/hangs")))
                  .withLimit(Limit.WEBHOOK_CONNECT_MILLIS, 200)
                  .withLimit(Limit.WEBHOOK_ANSWER_MILLIS, 300)
                  .withLimit(Limit.WEBHOOK_RETRY_FIRST_MILLIS, 10));
      Probe probe = stage.connect();
      for (int i = 0; i < 50; i++) {
        probe.join("held-" + i);
        stage.api().publish("held-" + i, "e", "1").expectOk();
        probe.expect("e");
        receiver.next("channel_occupied", "held-" + i);
      }
      // timed out and tried again
      Hook first = hanging.next();
      Hook again = hanging.next();
      while (!again.body().equals(first.body())) {
        again = hanging.next();
      }
      assertThat(again.atNanos() - first.atNanos())
          .isGreaterThanOrEqualTo(
              TimeUnit.MILLISECONDS.toNanos(250)); // the first may be noted late
    }
  }

  @Test
  @Checklist(164)
  void aFilteredHookIsFilteredBeforeItIsSigned() {
    Stage stage =
        stage(
            all()
                .withEvents(WebhookEvent.CHANNEL_OCCUPIED, WebhookEvent.MEMBER_ADDED)
                .withChannels("presence-", "-eu")
                .withHeaders(Map.of("X-Tenant", "blue", "Authorization", "Bearer b")));
    Probe probe = stage.connect();
    probe.join("public-eu");
    probe.joinAs("presence-us", "1");
    probe.joinAs("presence-room-eu", "1");
    Hook occupied = receiver.next().verified(TestApp.KEY, TestApp.SECRET);
    assertThat(occupied.event().path("name").asText()).isEqualTo("channel_occupied");
    assertThat(occupied.event().path("channel").asText()).isEqualTo("presence-room-eu");
    assertThat(occupied.header("x-tenant")).isEqualTo("blue");
    assertThat(occupied.header("authorization")).isEqualTo("Bearer b");
    Hook added = receiver.next().verified(TestApp.KEY, TestApp.SECRET);
    assertThat(added.event().path("name").asText()).isEqualTo("member_added");
    probe.leave("presence-room-eu");
    probe.joinAs("presence-end-eu", "1");
    receiver.next("channel_occupied", "presence-end-eu");
  }

  private WebhookEndpoint all() {
    return WebhookEndpoint.to(receiver.url("/hooks"));
  }

  private Stage stage(WebhookEndpoint endpoint) {
    return shared.with(with(endpoint));
  }

  private static Setup quick() {
    return Setup.standard().withLimit(Limit.WEBHOOK_GRACE_MILLIS, GRACE_MILLIS);
  }

  private static Setup with(WebhookEndpoint... endpoints) {
    return quick().withOptions(o -> o.withWebhooks(WebhookOptions.of(endpoints)));
  }
}
