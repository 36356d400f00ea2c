package dev.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PrivateChannelEventListener;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.util.HttpChannelAuthorizer;
import com.sun.net.httpserver.HttpServer;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookOptions;
import dev.parley.client.AuthEndpoints;
import dev.parley.client.AuthHttpHandler;
import dev.parley.client.ChannelNames;
import dev.parley.client.ChannelRule;
import dev.parley.client.ChannelState;
import dev.parley.client.ChannelState.Ask;
import dev.parley.client.PresenceMember;
import dev.parley.client.RealtimeClient;
import dev.parley.client.RealtimeEvent;
import dev.parley.client.RealtimeException;
import dev.parley.client.RealtimeSettings;
import dev.parley.client.RealtimeUser;
import dev.parley.client.Webhook;
import dev.parley.client.WebhookEvent;
import dev.parley.conformance.kit.Hook;
import dev.parley.conformance.kit.HookReceiver;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.ServerUnderTest;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The helpers of {@code client} against a server, heard by raw and by official clients. */
@ExtendWith(OnStage.class)
@Timeout(60)
class JavaHelperTest {
  private static final String SEALED = "private-encrypted-java-helper";

  private final Stage stage;
  private final RealtimeClient client;

  JavaHelperTest(Stage stage) {
    this.stage = stage;
    this.client = client(stage.server(), TestApp.SECRET);
  }

  @AfterEach
  void close() {
    client.close();
  }

  /** Told by the same variables as the official packages. */
  private static RealtimeClient client(ServerUnderTest server, String secret) {
    var variables =
        Map.of(
            "PUSHER_APP_ID",
            TestApp.ID,
            "PUSHER_KEY",
            TestApp.KEY,
            "PUSHER_SECRET",
            secret,
            "PUSHER_CLUSTER",
            "us3",
            "PUSHER_HOST",
            server.host(),
            "PUSHER_PORT",
            Integer.toString(server.port()),
            "PUSHER_SCHEME",
            "http");
    byte[] masterKey = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    return RealtimeClient.of(
        RealtimeSettings.from(variables)
            .encryptionMasterKeyBase64(Base64.getEncoder().encodeToString(masterKey))
            .build());
  }

  @Test
  void shouldDeliverOneEventAndSayWhyAnotherWasRefused() {
    Probe probe = stage.connect();
    probe.join("java-helper");
    client.send("java-helper", "app-updated", Map.of("appId", "123", "text", "100% \"é\" 😀"));
    assertThat(probe.expect("app-updated", "java-helper").data())
        .isEqualTo(Json.parse("{\"appId\":\"123\",\"text\":\"100% \\\"é\\\" 😀\"}"));
    client.send(
        RealtimeEvent.of(List.of("java-helper", "java-helper-b"), "not-me", 1)
            .except(probe.socketId()));
    probe.expectNothing(stage.api());

    try (RealtimeClient stranger = client(stage.server(), "wrong")) {
      RealtimeEvent event = RealtimeEvent.of("java-helper", "app-updated", 1);
      assertThatExceptionOfType(RealtimeException.Refused.class)
          .isThrownBy(() -> stranger.send(event))
          .satisfies(e -> assertThat(e.code()).isEqualTo(401))
          .satisfies(e -> assertThat(e.body()).contains("signature"));
      assertThat(stranger.send(event.silently())).isFalse();
    }
  }

  @Test
  void shouldDeliver25And250EventsInOneCallInTheirOrder() {
    Probe probe = stage.connect();
    probe.join("java-helper-many");
    for (int count : new int[] {25, 250}) {
      List<RealtimeEvent> events =
          IntStream.range(0, count)
              .mapToObj(i -> RealtimeEvent.of("java-helper-many", "e", Map.of("n", i)))
              .toList();
      assertThat(client.sendAll(events).isComplete()).isTrue();
      for (int i = 0; i < count; i++) {
        assertThat(probe.expect("e").data().path("n").intValue()).isEqualTo(i);
      }
    }
    var events = new ArrayList<RealtimeEvent>();
    events.add(RealtimeEvent.of("java-helper-many", "e", 1));
    events.add(RealtimeEvent.of("java helper", "e", 2));
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> client.sendAll(events))
        .satisfies(e -> assertThat(e.field()).isEqualTo("events[1].channel"));
    probe.expectNothing(stage.api());
  }

  @Test
  void shouldReportWhatWasSentWhenTheServerRefusesABatch() {
    Probe probe = stage.connect();
    probe.join("java-helper-failing");
    // larger than the server takes, and allowed by the settings
    try (RealtimeClient generous =
        RealtimeClient.of(
            RealtimeSettings.builder()
                .appId(TestApp.ID)
                .key(TestApp.KEY)
                .secret(TestApp.SECRET)
                .host(stage.server().host())
                .port(stage.server().port())
                .scheme("http")
                .dataBytes(20_000)
                .build())) {
      List<RealtimeEvent> events =
          IntStream.range(0, 25)
              .mapToObj(i ->
                  RealtimeEvent.of(
                      "java-helper-failing", "e", i == 12 ? "d".repeat(10_241) : "" + i))
              .toList();
      var failed =
          catchThrowableOfType(RealtimeException.Incomplete.class, () -> generous.sendAll(events));
      assertThat(failed.report().sent()).hasSize(10);
      assertThat(failed.report().unsent()).hasSize(15).startsWith(10);
      assertThat(failed.getCause())
          .isInstanceOfSatisfying(
              RealtimeException.Refused.class, e -> assertThat(e.code()).isEqualTo(413));
    }
    for (int i = 0; i < 10; i++) {
      probe.expect("e");
    }
    probe.expectNothing(stage.api());
  }

  @Test
  void shouldAnswerWhatTheServerKnows() {
    for (int i = 0; i < 3; i++) {
      stage.connect().joinAs("presence-java-helper", i < 2 ? "7" : "8");
    }
    assertThat(client.channels("presence-java-helper", Ask.USER_COUNT))
        .containsEntry(
            "presence-java-helper",
            new ChannelState(true, OptionalInt.of(2), OptionalInt.empty(), null));
    assertThat(client.channel("presence-java-helper", Ask.SUBSCRIPTION_COUNT).subscriptionCount())
        .hasValue(3);
    assertThat(client.channel("java-helper-nobody").isOccupied()).isFalse();
    assertThat(client.users("presence-java-helper")).containsExactlyInAnyOrder("7", "8");
    client.send("cache-java-helper", "e", "kept");
    assertThat(client.channel("cache-java-helper", Ask.CACHE).cached()).isEqualTo("kept");
    assertThatExceptionOfType(RealtimeException.Refused.class)
        .isThrownBy(() -> client.users("java-helper"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(400));
  }

  @Test
  void shouldSignInReachAndSendAwayAUser() {
    Probe probe = stage.connect();
    var grant =
        Json.parse(client.auth().authenticateUser(probe.socketId(), RealtimeUser.of("java-7")));
    probe.send("pusher:signin", grant.toString());
    probe.expect("pusher:signin_success");
    probe.join("#server-to-user-java-7");
    client.sendToUser("java-7", "hello", Map.of("to", "you"));
    probe.expect("hello", "#server-to-user-java-7");
    var member = new PresenceMember("java-7", Map.of("name", "Ada"));
    var joining =
        Json.parse(
            client.auth().authorizeChannel(probe.socketId(), "presence-java-helper-b", member));
    probe.send(
        "pusher:subscribe",
        "{\"channel\":\"presence-java-helper-b\",\"auth\":%s,\"channel_data\":%s}"
            .formatted(joining.path("auth"), joining.path("channel_data")));
    assertThat(
            probe
                .expect("pusher_internal:subscription_succeeded", "presence-java-helper-b")
                .data()
                .at("/presence/hash/java-7/name")
                .asText())
        .isEqualTo("Ada");
    client.terminateConnections("java-7");
    probe.expectFatal(4009);
  }

  @Test
  void shouldLetAUserHearTheOwnChannelAndNoOther() throws Exception {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var endpoints =
        AuthEndpoints.of(
            client.auth(), ChannelRule.ownChannel().or((user, channel) -> channel.equals(SEALED)));
    site.createContext(
        "/pusher/auth", AuthHttpHandler.channel(endpoints, _ -> Optional.of("user123")));
    site.start();
    var options =
        new PusherOptions()
            .setHost(stage.server().host())
            .setWsPort(stage.server().port())
            .setUseTLS(false)
            .setChannelAuthorizer(
                new HttpChannelAuthorizer(
                    "http://127.0.0.1:" + site.getAddress().getPort() + "/pusher/auth"));
    Pusher pusher = new Pusher(TestApp.KEY, options);
    try {
      pusher.connect();
      var heard = new Heard();
      String own = ChannelNames.createPrivateChannelName("user123");
      pusher.subscribePrivate(own, heard, "user-notification");
      assertThat(heard.next()).isEqualTo("joined " + own);
      client.send(own, "user-notification", Map.of("type", "library-updated"));
      assertThat(heard.next()).isEqualTo("{\"type\":\"library-updated\"}");
      pusher.subscribePrivate(ChannelNames.createPrivateChannelName("user124"), heard, "e");
      assertThat(heard.next()).startsWith("refused");
      pusher.subscribePrivateEncrypted(SEALED, heard, "sealed");
      assertThat(heard.next()).isEqualTo("joined " + SEALED);
      client.sendAll(
          List.of(
              RealtimeEvent.of(own, "user-notification", Map.of("n", 1)),
              RealtimeEvent.of(SEALED, "sealed", Map.of("hello", "world"))));
      assertThat(List.of(heard.next(), heard.next()))
          .containsExactlyInAnyOrder("{\"n\":1}", "{\"hello\":\"world\"}");
    } finally {
      pusher.disconnect();
      site.stop(0);
    }
  }

  @Test
  void shouldTakeTheServersWebhooks() {
    try (HookReceiver receiver = new HookReceiver()) {
      var options = WebhookOptions.of(WebhookEndpoint.to(receiver.url("/hooks")));
      Stage own = stage.with(Setup.standard().withOptions(o -> o.withWebhooks(options)));
      own.connect().join("java-helper-hooked");
      Hook hook = receiver.next();
      Webhook read =
          client
              .webhooks()
              .read(
                  hook.header("x-pusher-key"),
                  hook.header("x-pusher-signature"),
                  hook.body().getBytes(UTF_8));
      assertThat(read.events()).extracting(WebhookEvent::name).containsExactly("channel_occupied");
      assertThat(read.events().getFirst().channel()).hasValue("java-helper-hooked");
    }
  }

  /** Notes what an official client hears. */
  private static final class Heard
      implements PrivateChannelEventListener, PrivateEncryptedChannelEventListener {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      String next = said.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("something heard").isNotNull();
      return next;
    }

    @Override
    public void onEvent(PusherEvent event) {
      said.add(event.getData());
    }

    @Override
    public void onSubscriptionSucceeded(String channel) {
      said.add("joined " + channel);
    }

    @Override
    public void onAuthenticationFailure(String message, Exception e) {
      said.add("refused " + message);
    }

    @Override
    public void onDecryptionFailure(String event, String reason) {
      said.add("not opened: " + reason);
    }
  }
}
