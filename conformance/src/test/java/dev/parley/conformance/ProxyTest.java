package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Feature;
import dev.parley.conformance.kit.Certificate;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Proxies;
import dev.parley.conformance.kit.Proxy;
import dev.parley.conformance.kit.RawHttp;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import dev.parley.conformance.kit.XhrStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The manual's proxy examples, each in front of a server. */
@ExtendWith(OnStage.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ProxyTest {
  /** As the example's five minutes are to the 150 seconds of a silent client. */
  private static final String READ_TIMEOUT = Pace.SOAK ? "300s" : "2s";

  private final Stage stage;

  @TempDir Path folder;

  ProxyTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void nginxPassesTheWholeProtocol() {
    Stage direct = stage.with(Setup.standard());
    talk(direct.through(Proxies.nginx(direct.server(), READ_TIMEOUT, folder)), direct);
  }

  @Test
  void shouldPassTheWholeProtocolWithTheReadmesNginx() {
    Stage direct = stage.with(Setup.standard());
    talk(direct.through(Proxies.nginxOfReadme(direct.server(), READ_TIMEOUT, folder)), direct);
  }

  @Test
  void shouldPassTheWholeProtocolWithTheReadmesCaddy() {
    Stage direct = stage.with(Setup.standard());
    talk(direct.through(Proxies.caddyOfReadme(direct.server(), folder)), direct);
  }

  @Test
  void nginxServesAFolderOfASite() {
    Stage direct = stage.with(Setup.standard().withPathPrefix("/realtime"));
    Stage site = direct.through(Proxies.nginxFolder(direct.server(), READ_TIMEOUT, folder));
    talk(site, direct);
    assertThat(get(site, "/realtime/metrics").status()).isNotEqualTo(200);
  }

  @Test
  void caddyPassesTheWholeProtocol() {
    Stage direct = stage.with(Setup.standard());
    talk(direct.through(Proxies.caddy(direct.server(), folder)), direct);
  }

  @Test
  void nginxKeepsASilentClientForAsLongAsItAnswersPings() {
    Stage direct = stage.with(Pace.setup());
    Stage site = direct.through(Proxies.nginx(direct.server(), READ_TIMEOUT, folder));
    Probe probe = site.connect();
    probe.join("private-silent");
    // several times the proxy's read time-out, in which nothing but pings passes
    int pings = Pace.SOAK ? 6 : 15;
    for (int i = 0; i < pings; i++) {
      probe.expectPing(Pace.patience());
    }
    site.api().publish("private-silent", "e", "1").expectOk();
    probe.expect("e", "private-silent");
  }

  @Test
  void nginxTellsAtOnceWhenAClientIsGone() {
    Stage direct = stage.with(Setup.standard());
    Stage site = direct.through(Proxies.nginx(direct.server(), READ_TIMEOUT, folder));
    Probe probe = site.connect();
    probe.join("private-gone");
    probe.reset();
    Awaitility.await()
        .untilAsserted(
            () -> direct.api().get("/channels/private-gone").expectOk("{\"occupied\":false}"));
  }

  @Test
  void anAppThatDemandsTlsIsServedThroughAProxyThatEndsIt() throws Exception {
    Stage direct = stage.with(Setup.standard().withOptions(o -> o.with(Feature.FORCE_TLS, true)));
    Proxy proxy = Proxies.nginx(direct.server(), READ_TIMEOUT, folder);
    direct.through(proxy).dial().open().expectFatal(4000);
    var first = new FirstMessage();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(Certificate.trusting(folder)).build()) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      "wss://127.0.0.1:%d/app/%s?protocol=7"
                          .formatted(proxy.tlsPort(), TestApp.KEY)),
                  first)
              .get(10, TimeUnit.SECONDS);
      assertThat(first.text.get(10, TimeUnit.SECONDS)).contains("pusher:connection_established");
      socket.abort();
    }
  }

  /** Everything a proxy could get in the way of. */
  private static void talk(Stage site, Stage direct) {
    Probe probe = site.dial().subprotocols("pusher-channels-protocol-7").connect();
    assertThat(probe.upgrade().header("Sec-WebSocket-Protocol"))
        .containsExactly("pusher-channels-protocol-7");
    probe.join("private-proxied");
    probe.joinAs("presence-proxied", "1");
    Probe other = direct.connect();
    other.joinAs("presence-proxied", "2");
    probe.expect("pusher_internal:member_added", "presence-proxied");
    probe.trigger("client-hello", "presence-proxied", "{\"from\":1}");
    assertThat(other.expect("client-hello").text()).contains("\"user_id\":\"1\"");
    probe.ping("through");
    assertThat(probe.expectPong()).isEqualTo("through");

    SignedApi api = site.api();
    String large = "é".repeat(5_000);
    api.publish("private-proxied", "large", large).expectOk("{}");
    Frame event = probe.expect("large", "private-proxied");
    assertThat(event.text()).contains(large);
    String item =
        "{\"name\":\"e\",\"channel\":\"private-proxied\",\"data\":\"%s\"}"
            .formatted("d".repeat(10_000));
    api.post("/batch_events", "{\"batch\":[" + (item + ",").repeat(9) + item + "]}").expectOk("{}");
    for (int i = 0; i < 10; i++) {
      probe.expect("e", "private-proxied");
    }
    api.request("GET", "/channels").query("filter_by_prefix", "presence-").send().expectOk();
    api.publish("no such channel", "e", "1").expectRefused(400);
    assertThat(get(site, "/metrics").status()).isEqualTo(403);
    streams(site);
    site.dial().key("nobody").open().expectFatal(4001);
  }

  /** A proxy that gathers answers before it passes them on would hold this one for ever. */
  private static void streams(Stage site) {
    try (XhrStream stream = XhrStream.open(site.server(), "000/proxied")) {
      String line = stream.line();
      while (line != null && !line.contains("pusher:connection_established")) {
        line = stream.line();
      }
      assertThat(line).as("the greeting, while the answer is still open").isNotNull();
    }
  }

  private static Reply get(Stage site, String path) {
    RawHttp http = site.http();
    String host = site.server().host() + ":" + site.server().port();
    http.write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
    return http.read();
  }

  /** Waits for what a server says first. */
  private static final class FirstMessage implements WebSocket.Listener {
    final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.complete(part.toString());
      return null;
    }
  }
}
