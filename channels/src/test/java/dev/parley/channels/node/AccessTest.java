package dev.parley.channels.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.api.ApiRequest;
import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.ClientEventRules;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.hub.TransitionListener;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an app may close and narrow, and signatures that came too late. */
class AccessTest {
  private static final String APP = "1";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MICROS = START.getEpochSecond() * 1_000_000;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AppOptions options =
      AppOptions.DEFAULTS
          .with(Feature.HTTP_API, false)
          .withClientEvents(new ClientEventRules(List.of("client-typing"), List.of("private-room")))
          .withLimits(Limits.DEFAULTS.with(Limit.CLIENT_EVENT_BYTES, 16));
  private final InstantSource clock = now::get;
  private final RealtimeNode node =
      new RealtimeNode(
          NodeSettings.of(2),
          new FixedApps(List.of(App.of(APP, "key", "secret").withOptions(options))),
          clock,
          System::nanoTime,
          new SecureRandom(),
          (TransitionListener) (_, _) -> {});
  @AutoClose private final ServedNode served = new ServedNode(node);

  private static String ann(long issuedAfterMillis, String more) {
    return "{\"user_id\":\"ann\",\"session\":\"s\",\"issued_at\":%d%s}"
        .formatted(MICROS + issuedAfterMillis * 1_000, more);
  }

  private static void assertJoins(TestClient client, String data) {
    client.subscribe("private-room", data);
    client.expect("pusher_internal:subscription_succeeded");
  }

  private static void assertRefused(TestClient client, String data) {
    client.subscribe("private-room", data);
    client.expect("pusher:error");
    client.expect("pusher:subscription_error");
  }

  @Test
  void shouldRefuseTheSignedApiOfAnAppThatClosedIt() {
    var answer =
        node.api()
            .handle(
                new ApiRequest(
                    "GET", "/apps/1/channels", "/apps/1/channels", "auth_key=key", new byte[0]));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void shouldRefuseASignatureOlderThanTheEndOfAccess() {
    assertJoins(served.connect(), ann(0, ""));
    now.set(START.plusMillis(10));
    node.evict(APP, "private-room", "ann");
    now.set(START.plusMillis(20));
    assertRefused(served.connect(), ann(9, ""));
    assertRefused(served.connect(), ann(10, ""));
    assertJoins(served.connect(), ann(11, ""));
  }

  @Test
  void shouldRefuseASignatureOfAnEndedSession() {
    now.set(START.plusMillis(10));
    node.closeSession(APP, "s"); // nobody is bound to it yet, and nobody has joined
    served.connect().subscribe("private-other"); // the app is known from its first client on
    node.closeSession(APP, "s");
    assertRefused(served.connect(), ann(5, ""));
  }

  @Test
  void shouldRefuseASignatureThatIsTooOld() {
    now.set(START.plusMillis(Limit.GRANT_MILLIS.defaultValue()));
    assertJoins(served.connect(), ann(0, ""));
    now.set(START.plusMillis(Limit.GRANT_MILLIS.defaultValue() + 1));
    assertRefused(served.connect(), ann(0, ""));
    assertRefused(served.connect(), "{\"user_id\":\"ann\",\"issued_at\":\"soon\"}");
    assertJoins(served.connect(), "{\"user_id\":\"ann\"}");
  }

  @Test
  void shouldAllowOnlyTheClientEventsThatTheAppNames() {
    TestClient ann = served.connect();
    TestClient bob = served.connect();
    assertJoins(ann, ann(0, ""));
    assertJoins(bob, "{\"user_id\":\"bob\"}");
    ann.subscribe("private-elsewhere", ann(0, ""));
    ann.expect("pusher_internal:subscription_succeeded");
    send(ann, "client-other", "private-room", "{}");
    assertThat(error(ann)).contains("is not allowed");
    send(ann, "client-typing", "private-elsewhere", "{}");
    assertThat(error(ann)).contains("not allowed on this channel");
    send(ann, "client-typing", "private-room", "\"12345678901234567\"");
    assertThat(error(ann)).contains("larger than 16 bytes");
    send(ann, "client-typing", "private-room", "{}");
    var typing = bob.expect("client-typing");
    assertThat(TestClient.text(typing, "user_id")).isEqualTo("ann");
  }

  @Test
  void shouldLetNobodySpeakWhoseSignatureSaysSo() {
    TestClient ann = served.connect();
    assertJoins(ann, ann(0, ",\"client_events\":false"));
    send(ann, "client-typing", "private-room", "{}");
    assertThat(error(ann)).contains("does not allow client events");
  }

  private static void send(TestClient client, String event, String channel, String data) {
    client.send(
        "{\"event\":\"%s\",\"channel\":\"%s\",\"data\":%s}".formatted(event, channel, data));
  }

  private static String error(TestClient client) {
    return String.valueOf(client.expect("pusher:error").get("data"));
  }
}
