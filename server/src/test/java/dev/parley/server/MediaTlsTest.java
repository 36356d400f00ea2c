package dev.parley.server;

import static dev.parley.server.MediaHttp.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over TLS, where the kernel cannot send them by itself. */
class MediaTlsTest {
  @TempDir Path folder;

  @Test
  void shouldSendFilesOverTlsAsOverPlainConnections() throws Exception {
    X509Bundle certificate =
        new CertificateBuilder()
            .subject("CN=127.0.0.1")
            .addSanIpAddress("127.0.0.1")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Map<String, Object> tls =
        Map.of(
            "certificate",
            Files.writeString(folder.resolve("cert.pem"), certificate.getCertificatePEM()),
            "key",
            Files.writeString(folder.resolve("key.pem"), certificate.getPrivateKeyPEM()));
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, certificate.toTrustManagerFactory().getTrustManagers(), null);
    try (var place = ServerFixture.on(Engine.SQLITE, Map.of("tls", tls));
        var http =
            new MediaHttp(
                HttpClient.newBuilder().sslContext(trusting).build(),
                "https://127.0.0.1:" + place.server().port())) {
      Person ann = registered(place, http);
      byte[] content = new byte[3_000_000];
      new Random(1).nextBytes(content);
      String path = "/media/" + http.upload(ann, "noise", content).get("id");
      for (int i = 0; i < 2; i++) { // asked first, remembered then
        HttpResponse<byte[]> whole = http.get(ann, path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(content);
        assertThat(header(whole, "content-length")).isEqualTo("3000000");
        assertThat(header(whole, "x-parley-file-slice")).isEmpty();
        HttpResponse<byte[]> part = http.get(ann, path, "Range", "bytes=1000000-1999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 1_000_000, 2_000_000));
        assertThat(http.get(ann, path, "If-None-Match", header(whole, "etag")).statusCode())
            .isEqualTo(304);
      }
      Map<String, Object> image =
          JsonTree.read(
              MediaHttp.text(
                  http.tryUpload(ann, "p.png", Drawings.encoded(Drawings.flag(400, 300), "png"))));
      byte[] small = http.get(ann, "/media/" + image.get("id") + "/w320").body();
      assertThat(Drawings.decoded(small).getWidth()).isEqualTo(320);
    }
  }

  private static Person registered(ServerFixture place, MediaHttp http) throws IOException {
    HttpResponse<byte[]> answer =
        http.send(
            "POST",
            "/api/auth/register",
            Api.json("username", "ann", "password", Api.PASSWORD).getBytes(UTF_8),
            "Content-Type",
            "application/json");
    String token = "" + JsonTree.read(MediaHttp.text(answer)).get("access_token");
    return new Person(place.http(), "ann", "", token);
  }
}
