package dev.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Auth;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.SignedRequest;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published vectors, against the kit's own signatures. The server chooses socket ids, so a
 * vector cannot be shown to it as it is; what the kit signs by the same rule it accepts elsewhere.
 */
@ExtendWith(OnStage.class)
class VectorTest {
  private final Stage stage;

  VectorTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @Checklist({49, 54, 61, 88})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1234.1234:private-foobar"
            + "|58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",
        "1234.1234:presence-foobar:{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}"
            + "|31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80",
        "1234.1234:presence-foobar:{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Pusher\"}}"
            + "|afaed3695da2ffd16931f457e338e6c9f2921fa133ce7dac49f529792be6304c",
        "1234.1234:presence-foobar:{\"user_id\":\"10\",\"user_info\":{\"name\":\"A\"}}"
            + "|2aa956336bba65ae86834434f502efcde658d5115378651c500feb4252cf48ed",
        "1234.1234::user::{\"id\":\"12345\"}"
            + "|4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba",
        "1234.1234:private-encrypted-foo"
            + "|e85caab4331194145d44feae15aea9539ea50631afacbc593a9555ceadc42357"
      })
  void theKitSignsAsPublished(String text, String signature) {
    assertThat(Auth.sign(TestApp.SECRET, text)).isEqualTo(signature);
  }

  @Test
  @Checklist({49, 88})
  void theKitSignsTheOldExamplesToo() {
    assertThat(Auth.sign("tofu", "123.456:test"))
        .isEqualTo("efa6cf7644a0b35cba36aa0f776f3cbf7bb60e95ea2696bde1dbe8403b61bd7c");
    assertThat(Auth.sign("tofu", "123.456::user::{\"id\":\"45678\"}"))
        .isEqualTo("f4b1fdeea7c93e32648c7230e32b172057c5623cace6cfce791c6e7035e0babd");
  }

  @Test
  @Checklist(111)
  void theKitSignsRequestsAsPublished() {
    SignedRequest publish =
        stage
            .api()
            .request("POST", "/events")
            .timestamp(1_353_088_179L)
            .body(
                "{\"name\":\"foo\",\"channels\":[\"project-3\"],"
                    + "\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}");
    assertThat(publish.signature())
        .isEqualTo("da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
    assertThat(Auth.md5("{}".getBytes(UTF_8))).isEqualTo("99914b932bd37a50b983c5e7c90ae93b");
    SignedRequest query =
        stage
            .api()
            .request("GET", "/channels")
            .timestamp(1_353_088_179L)
            .query("info", "user_count")
            .query("filter_by_prefix", "presence-");
    assertThat(query.signature())
        .isEqualTo("16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291");
  }
}
