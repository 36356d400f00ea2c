package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.EdgeServer;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.PemFiles;
import dev.parley.conformance.kit.TextSocket;
import dev.parley.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS in the process, the Unix-domain socket, proxies, the drain. */
@Timeout(120)
class EdgeTest {
  private static final String FORCE_TLS = "this application accepts TLS connections only";

  @TempDir Path folder;

  private Map<String, Object> tls() {
    return Map.of(
        "certificate", folder.resolve("cert.pem").toString(),
        "key", folder.resolve("key.pem").toString());
  }

  @Test
  @Checklist(14)
  void theOfficialClientConnectsOverTlsInTheProcess() throws IOException {
    PemFiles.make(folder, "one").writeTo(folder);
    try (var server = EdgeServer.start(folder, Map.of("tls", tls()), true);
        var sdk = NodeSdk.start(server, "overTls", Map.of("NODE_TLS_REJECT_UNAUTHORIZED", "0"))) {
      JsonNode result = sdk.result(60, TimeUnit.SECONDS);
      assertThat(result).isEqualTo(Json.parse("{\"state\":\"connected\",\"data\":{\"hi\":1}}"));
    }
  }

  @Test
  void renewedFilesAreUsedWithoutDroppingAnybody() throws Exception {
    PemFiles.make(folder, "one").writeTo(folder);
    try (var server = EdgeServer.start(folder, Map.of("tls", tls()), false);
        var before = TextSocket.overTls(server.port())) {
      assertThat(before.next()).contains("connection_established");
      assertThat(before.peerName()).isEqualTo("CN=one");
      PemFiles.make(folder, "two").writeTo(folder);
      Awaitility.await()
          .ignoreExceptions() // between the two files a handshake may fail
          .untilAsserted(() -> {
            try (var after = TextSocket.overTls(server.port())) {
              assertThat(after.peerName()).isEqualTo("CN=two");
              assertThat(after.next()).contains("connection_established");
            }
          });
      Files.writeString(folder.resolve("cert.pem"), "no certificate");
      before.say("{\"event\":\"pusher:ping\",\"data\":{}}");
      assertThat(before.next()).contains("pusher:pong");
    }
  }

  @Test
  void filesThatCannotBeUsedStopTheStartAndAreNamed() {
    assertThatThrownBy(() -> EdgeServer.start(folder, Map.of("tls", tls()), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cert.pem cannot be read");
  }

  @Test
  @Checklist(14)
  void theUnixSocketServesTheSameAndItsProxyIsBelieved() throws Exception {
    Path socket = folder.resolve("parley.sock");
    Map<String, Object> edge =
        Map.of("unix-socket", socket.toString(), "trusted-proxies", List.of("unix"));
    try (var _ = EdgeServer.start(folder, edge, true)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-rw----");
      try (var plain = TextSocket.onUnix(socket, "/health/ready")) {
        assertThat(plain.rest()).contains("200 OK", "\"UP\"");
      }
      try (var plain = TextSocket.onUnix(socket)) {
        assertThat(plain.next()).contains(FORCE_TLS);
      }
      for (String header :
          List.of("X-Forwarded-Proto: https", "Forwarded: for=192.0.2.1;proto=https")) {
        try (var proxied = TextSocket.onUnix(socket, header, "X-Forwarded-For: 192.0.2.1")) {
          assertThat(proxied.next()).as(header).contains("connection_established");
        }
      }
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void onlyTrustedPeersSpeakForOthers() throws Exception {
    try (var server = EdgeServer.start(folder, Map.of(), true);
        var socket = TextSocket.plain(server.port(), "X-Forwarded-Proto: https")) {
      assertThat(socket.next()).contains(FORCE_TLS);
    }
    Map<String, Object> edge = Map.of("trusted-proxies", List.of("127.0.0.0/8"));
    try (var server = EdgeServer.start(folder, edge, true)) {
      try (var socket = TextSocket.plain(server.port(), "X-Forwarded-Proto: https")) {
        assertThat(socket.next()).contains("connection_established");
      }
      try (var spoofed =
          TextSocket.plain(server.port(), "Forwarded: proto=https, for=198.51.100.7;proto=http")) {
        assertThat(spoofed.next()).contains(FORCE_TLS);
      }
    }
  }

  @Test
  @Checklist(173)
  void readinessTurnsFalseBeforeClientsAreSentAway() throws Exception {
    var server = EdgeServer.start(folder, Map.of("drain", 20), false);
    try (var client = TextSocket.plain(server.port())) {
      assertThat(client.next()).contains("connection_established");
      var draining = new Thread(server::end);
      draining.start();
      Awaitility.await()
          .untilAsserted(() -> {
            try (var probe = TextSocket.http(server.port(), "/health/ready")) {
              assertThat(probe.rest()).contains(" 503 ", "\"DOWN\"");
            }
          });
      assertThat(client.next()).contains("4200");
      client.hangUp();
      draining.join(TimeUnit.SECONDS.toMillis(15));
      assertThat(draining.isAlive()).as("waiting although everybody has gone").isFalse();
    }
  }
}
