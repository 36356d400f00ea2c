package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published vectors of the protocol. */
class SigningTest {
  private static final String KEY = "278d425bdf160c739803";
  private static final String SECRET = "7ad3773142a6692b25b8";
  private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private final Signer signer = new Signer(KEY, SECRET);
  private final RealtimeAuth auth = RealtimeAuth.of(settings().build());

  private static RealtimeSettings.Builder settings() {
    return RealtimeSettings.builder().appId("3").key(KEY).secret(SECRET);
  }

  @Test
  void shouldSignRequestsAsThePublishedVectorsDo() {
    String body =
        "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}";
    assertThat(signer.query("POST", "/apps/3/events", Map.of(), body.getBytes(UTF_8), 1353088179))
        .contains("body_md5=ec365a775a4cd0599faeb73354201b6f")
        .contains(
            "auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
    assertThat(
            signer.query(
                "GET",
                "/apps/3/channels",
                Map.of("filter_by_prefix", "presence-", "info", "user_count"),
                new byte[0],
                1353088179))
        .doesNotContain("body_md5")
        .contains(
            "auth_signature=16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291");
  }

  @Test
  void shouldSignChannelsMembersAndUsers() {
    assertThat(auth.authorizeChannel("1234.1234", "private-foobar"))
        .isEqualTo(
            "{\"auth\":\"%s:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4\"}"
                .formatted(KEY));
    var member = new PresenceMember("10", Map.of("name", "A"));
    assertThat(auth.authorizeChannel("1234.1234", "presence-foobar", member))
        .isEqualTo(
            "{\"auth\":\"%s:2aa956336bba65ae86834434f502efcde658d5115378651c500feb4252cf48ed\",\"channel_data\":\"{\\\"user_id\\\":\\\"10\\\",\\\"user_info\\\":{\\\"name\\\":\\\"A\\\"}}\"}"
                .formatted(KEY));
    assertThat(auth.authenticateUser("1234.1234", RealtimeUser.of("12345")))
        .isEqualTo(
            "{\"auth\":\"%s:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba\",\"user_data\":\"{\\\"id\\\":\\\"12345\\\"}\"}"
                .formatted(KEY));
  }

  @Test
  void shouldHandOutTheKeyOfAnEncryptedChannelAndSealWithIt() {
    byte[] key = SecretBox.channelKey(MASTER, "private-encrypted-foo");
    byte[] nonce = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f1011121314151617");
    byte[] sealed = SecretBox.seal(key, nonce, "{\"hello\":\"world\"}".getBytes(UTF_8));
    assertThat(Base64.getEncoder().encodeToString(sealed))
        .isEqualTo("aK3+fllkzHHaWq0615Ne+UjA0lvqUlc+MF+wyMz9l0mN");
    String master = Base64.getEncoder().encodeToString(MASTER);
    RealtimeAuth sealing = RealtimeAuth.of(settings().encryptionMasterKeyBase64(master).build());
    assertThat(sealing.authorizeChannel("1234.1234", "private-encrypted-foo"))
        .contains("e85caab4331194145d44feae15aea9539ea50631afacbc593a9555ceadc42357")
        .contains("\"shared_secret\":\"mi6ujdNqJtS1E+MI32Ma63nvdhVlkio2R84zbolRcMg=\"");
  }

  @Test
  void shouldSignNothingThatIsMalformedOrNeedsNoSignature() {
    assertField("channel", () -> auth.authorizeChannel("1.2", "public-news"));
    assertField("channel", () -> auth.authorizeChannel("1.2", "private-a b"));
    assertField("socketId", () -> auth.authorizeChannel("1.2:private-b", "private-a"));
    assertField("channel", () -> auth.authorizeChannel("1.2", "private-encrypted-a"));
    assertField("channel", () -> auth.authorizeChannel("1.2", "private-a", PresenceMember.of("1")));
    assertField("userId", () -> auth.authorizeChannel("1.2", "presence-a", PresenceMember.of("")));
    assertField("id", () -> auth.authenticateUser("1.2", RealtimeUser.of("a b")));
    var watching = new RealtimeUser("1", null, java.util.Collections.nCopies(101, "2"));
    assertField("watchlist", () -> auth.authenticateUser("1.2", watching));
  }

  @Test
  void shouldTakeGenuineWebhooksAlone() {
    byte[] body =
        "{\"time_ms\":1327078148132,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"my-channel\"}]}"
            .getBytes(UTF_8);
    String signature = "c19001ae3963ccb13bf618e5b16ba9848e7e74df0993aa0689168e341c6833cf";
    WebhookVerifier hooks = WebhookVerifier.of(KEY, SECRET);
    Webhook hook = hooks.read(KEY, signature, body);
    assertThat(hook.time().toEpochMilli()).isEqualTo(1327078148132L);
    assertThat(hook.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.name()).isEqualTo("channel_occupied");
          assertThat(event.channel()).hasValue("my-channel");
          assertThat(event.userId()).isEmpty();
        });

    byte[] forged = new String(body, UTF_8).replace("my-", "no-").getBytes(UTF_8);
    assertThat(hooks.isGenuine(KEY, signature, forged)).isFalse();
    assertThat(hooks.isGenuine(KEY, "c1", body)).isFalse();
    assertThat(hooks.isGenuine(KEY, "no hex", body)).isFalse();
    assertThat(hooks.isGenuine(null, signature, body)).isFalse();
    assertThat(hooks.isGenuine("another-key", signature, body)).isFalse();
    assertField(WebhookVerifier.SIGNATURE_HEADER, () -> hooks.read(KEY, null, body));
    assertField(
        "body", () -> hooks.read(KEY, signer.hex("[]".getBytes(UTF_8)), "[]".getBytes(UTF_8)));

    WebhookVerifier rotated = WebhookVerifier.of(KEY, "a new secret").or(KEY, SECRET);
    assertThat(rotated.isGenuine(KEY, signature, body)).isTrue();
    assertThat(rotated.isGenuine(KEY, new Signer(KEY, "a new secret").hex(body), body)).isTrue();
    assertThat(WebhookVerifier.of(KEY, "a new secret").isGenuine(KEY, signature, body)).isFalse();
  }

  @Test
  void shouldWriteWhatApplicationsHaveAsJson() {
    record Point(int x, List<String> names) {}
    assertThat(Json.write(Map.of("point", new Point(1, List.of("a", "\"é\"")))))
        .isEqualTo("{\"point\":{\"x\":1,\"names\":[\"a\",\"\\\"é\\\"\"]}}");
    assertThat(Json.write(new int[] {1, 2})).isEqualTo("[1,2]");
    assertThat(Json.write(java.util.Optional.empty())).isEqualTo("null");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Json.write(Double.NaN));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Json.write(new Object()))
        .withMessageContaining("java.lang.Object");
    var endless = new java.util.ArrayList<Object>();
    endless.add(endless);
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Json.write(endless));
  }

  private static void assertField(String field, Runnable call) {
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }
}
