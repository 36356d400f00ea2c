package dev.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.RawHttp;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.SignedRequest;
import dev.parley.conformance.kit.Stage;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The signed API below HTTP's surface: the forms in which real clients put requests on the wire.
 */
@ExtendWith(OnStage.class)
@Timeout(60)
class HttpWireTest {
  private final Stage stage;
  private final SignedApi api;

  HttpWireTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist(123)
  void oneConnectionCarriesManyRequests() {
    RawHttp http = stage.http();
    for (int i = 0; i < 20; i++) {
      http.write(publish("e").bytes());
      http.read().expectOk("{}");
    }
  }

  @Test
  @Checklist({123, 142})
  void pipelinedRequestsAreAnsweredInOrder() {
    Probe probe = stage.connect();
    probe.join("wire");
    RawHttp http = stage.http();
    for (int i = 0; i < 10; i++) {
      http.write(publish("e" + i).bytes());
      http.write(api.request("GET", "/channels/a/users").bytes());
      http.write(api.request("GET", "/channels/wire").bytes());
    }
    for (int i = 0; i < 10; i++) {
      http.read().expectOk("{}");
      http.read().expectRefused(400);
      http.read().expectOk("{\"occupied\":true}");
      probe.expect("e" + i, "wire");
    }
  }

  @Test
  @Checklist(123)
  void aBodyMayComeInChunks() {
    Probe probe = stage.connect();
    probe.join("wire");
    publish("chunked").chunked().send().expectOk("{}");
    probe.expect("chunked", "wire");
  }

  @Test
  @Checklist(123)
  void aRequestMayComeByteByByte() {
    Probe probe = stage.connect();
    probe.join("wire");
    RawHttp http = stage.http();
    for (byte b : publish("slowly").bytes()) {
      http.write(new byte[] {b});
    }
    http.read().expectOk("{}");
    probe.expect("slowly", "wire");
  }

  @Test
  @Checklist(123)
  void aClientMayWaitToBeToldToContinue() {
    RawHttp http = stage.http();
    String request = new String(publish("patient").header("Expect", "100-continue").bytes(), UTF_8);
    int body = request.indexOf("\r\n\r\n") + 4;
    http.write(request.substring(0, body));
    assertThat(http.read().status()).isEqualTo(100);
    http.write(request.substring(body));
    http.read().expectOk("{}");
    http.write(publish("next").bytes());
    http.read().expectOk("{}");
  }

  @Test
  @Checklist(143)
  void aBodyWithoutEndIsCutOff() {
    RawHttp http = stage.http();
    http.write("POST /apps/3/events HTTP/1.1\r\nHost: parley\r\n");
    http.write("Content-Length: 999999999\r\n\r\n");
    byte[] part = new byte[100_000];
    // what both kernels may hold is far below this
    assertThatThrownBy(
            () -> {
              for (int sent = 0; sent < 64_000_000; sent += part.length) {
                http.write(part);
              }
            })
        .isInstanceOf(UncheckedIOException.class);
    publish("unharmed").send().expectOk("{}");
  }

  @Test
  @Checklist(123)
  void javasOwnClientPublishes() throws Exception {
    // it offers HTTP/2 by an upgrade header, which a server may ignore
    String body = SignedApi.event("from-jdk", "1", "wire");
    String target = api.request("POST", "/events").body(body).target();
    Probe probe = stage.connect();
    probe.join("wire");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder()
                    .uri(
                        URI.create(
                            "http://%s:%d%s"
                                .formatted(stage.server().host(), stage.server().port(), target)))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        probe.expect("from-jdk", "wire");
      }
    }
  }

  private SignedRequest publish(String event) {
    return api.request("POST", "/events").body(SignedApi.event(event, "1", "wire"));
  }
}
