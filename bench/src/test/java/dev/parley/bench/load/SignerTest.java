package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against the published test vectors of the protocol. */
class SignerTest {
  private final Signer signer = new Signer("278d425bdf160c739803", "7ad3773142a6692b25b8");

  @Test
  void shouldSignAPrivateSubscription() {
    assertThat(signer.channelAuth("1234.1234", "private-foobar"))
        .isEqualTo(
            "278d425bdf160c739803:"
                + "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4");
  }

  @Test
  void shouldSignAPublishRequest() {
    byte[] body =
        "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(signer.query("/apps/3/events", body, body.length, 1353088179))
        .isEqualTo(
            "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0"
                + "&body_md5=ec365a775a4cd0599faeb73354201b6f"
                + "&auth_signature="
                + "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
  }
}
