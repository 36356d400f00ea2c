package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.server.app.JsonTree;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the standards, byte for byte. */
class EncryptionTest {
  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  /** RFC 8188, section 3.1. */
  @Test
  void shouldEncodeTheExampleOfTheContentEncoding() {
    byte[] encoded =
        Aes128Gcm.encode(
            bytes("yqdlZ-tYemfogSmv7Ws5PQ"),
            bytes("I1BsxtFttlv3u_Oo94xnmw"),
            new byte[0],
            "I am the walrus".getBytes(US_ASCII),
            0);
    assertThat(BrowserKeys.text(encoded))
        .isEqualTo("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg");
  }

  /** RFC 8291, section 5 and appendix A. */
  @Test
  void shouldEncryptTheExampleOfWebPush() {
    var own =
        P256.Pair.of(
            P256.privateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).orElseThrow());
    assertThat(BrowserKeys.text(P256.bytes(own.open())))
        .isEqualTo(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    byte[] sealed =
        BrowserKeys.parse(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg")
            .encrypt(
                own,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"),
                "When I grow up, I want to be a watermelon".getBytes(US_ASCII),
                0);
    assertThat(BrowserKeys.text(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vC"
                + "YLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuw"
                + "XPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  /** RFC 8292, section 2.4: what we sign with is what verifies its example. */
  @Test
  void shouldVerifyTheExampleOfTheSendersName() throws GeneralSecurityException {
    assertThat(
            isSigned(
                "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJle"
                    + "HAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDqu"
                    + "ptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA",
                "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"))
        .isTrue();
  }

  @Test
  void shouldSayWhoSendsToEachPushServiceForHalfADay() throws GeneralSecurityException {
    var now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    var vapid = new Vapid(P256.makePair(), "mailto:push@example.com", now::get);
    String first = vapid.authorization(URI.create("https://push.example.net:8443/a/b?c"));
    assertThat(first).matches("vapid t=[^ ,]+, k=" + vapid.publicKey());
    String token = first.replaceAll("vapid t=|, k=.*", "");
    assertThat(isSigned(token, vapid.publicKey())).isTrue();
    String claims = new String(bytes(token.split("\\.", -1)[1]), UTF_8);
    assertThat(JsonTree.read(claims))
        .containsEntry("aud", "https://push.example.net:8443")
        .containsEntry("sub", "mailto:push@example.com");
    assertThat(Long.parseLong(String.valueOf(JsonTree.read(claims).get("exp"))))
        .isEqualTo(now.get().plusSeconds(43_200).getEpochSecond());
    URI another = URI.create("https://push.example.net:8443/other");
    assertThat(vapid.authorization(another)).isEqualTo(first);
    assertThat(vapid.authorization(URI.create("https://else.example/"))).isNotEqualTo(first);
    now.updateAndGet(before -> before.plusSeconds(6 * 3_600 + 1));
    assertThat(vapid.authorization(another)).isNotEqualTo(first);
  }

  private static boolean isSigned(String token, String key) throws GeneralSecurityException {
    int end = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(P256.publicKey(bytes(key)).orElseThrow());
    signature.update(token.substring(0, end).getBytes(US_ASCII));
    return signature.verify(bytes(token.substring(end + 1)));
  }

  @Test
  void shouldRefuseKeysThatAreNone() {
    byte[] off = P256.bytes(P256.makePair().open());
    off[64] ^= 1;
    String good = BrowserKeys.text(P256.bytes(P256.makePair().open()));
    String auth = BrowserKeys.text(new byte[16]);
    assertField(() -> BrowserKeys.parse(BrowserKeys.text(off), auth), "keys.p256dh");
    assertField(() -> BrowserKeys.parse(BrowserKeys.text(new byte[65]), auth), "keys.p256dh");
    assertField(() -> BrowserKeys.parse("!", auth), "keys.p256dh");
    assertField(() -> BrowserKeys.parse(null, auth), "keys.p256dh");
    assertField(() -> BrowserKeys.parse(good, BrowserKeys.text(new byte[15])), "keys.auth");
    assertThat(BrowserKeys.parse(good, auth).p256dh()).isEqualTo(good);
    assertThat(P256.privateKey(new byte[32])).isEmpty();
    byte[] large = new byte[32];
    Arrays.fill(large, (byte) 0xff);
    assertThat(P256.privateKey(large)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://fcm.googleapis.com/fcm/send/abc, true",
    "https://updates.push.services.mozilla.com:443/wpush/v2/x, true",
    "http://fcm.googleapis.com/fcm/send/abc, false",
    "https://localhost/x, false",
    "https://push/x, false",
    "https://127.0.0.1/x, false",
    "https://10.1.2.3/x, false",
    "https://169.254.169.254/latest, false",
    "https://[::1]/x, false",
    "https://[::ffff:10.0.0.1]/x, false",
    "https://user:word@push.example/x, false",
    "https://push.example/x#y, false",
    "ftp://push.example/x, false",
    "push.example, false",
    "'https://push.example/a b', false",
    ", false"
  })
  void shouldTakeOnlyEndpointsOfThePublicInternet(String endpoint, boolean fine) {
    if (fine) {
      assertThat(PushEndpoint.parse(endpoint, false).toString()).isEqualTo(endpoint);
    } else {
      assertField(() -> PushEndpoint.parse(endpoint, false), "endpoint");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://FCM.googleapis.com/fcm/send/abc, https://fcm.googleapis.com, fcm.googleapis.com",
    "https://updates.push.services.mozilla.com:443/x, https://updates.push.services.mozilla.com, mozilla.com",
    "https://a.b.attacker.example:8443/x?y, https://a.b.attacker.example:8443, attacker.example",
    "http://127.0.0.1:80/x, http://127.0.0.1, 127.0.0.1",
    "http://[::1]:8080/x, http://[::1]:8080, ::1",
  })
  void shouldTellServicesApartByTheNameThatSomebodyPaidFor(
      String endpoint, String origin, String service) {
    assertThat(PushEndpoint.origin(URI.create(endpoint))).isEqualTo(origin);
    assertThat(PushEndpoint.service(endpoint)).isEqualTo(service);
  }

  private static void assertField(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo(field));
  }
}
