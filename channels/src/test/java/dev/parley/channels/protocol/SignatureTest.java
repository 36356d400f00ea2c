package dev.parley.channels.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
  private static final String SECRET = "7ad3773142a6692b25b8";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234.1234:private-foobar"
            + "|58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",
        "1234.1234::user::{\"id\":\"12345\"}"
            + "|4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba",
        "1234.1234:private-encrypted-foo"
            + "|e85caab4331194145d44feae15aea9539ea50631afacbc593a9555ceadc42357"
      })
  void shouldAgreeWithPublishedVectors(String text, String hex) {
    assertThat(Signature.sign(SECRET, text)).isEqualTo(hex);
    assertThat(Signature.matches(SECRET, text, hex)).isTrue();
    assertThat(Signature.matches(SECRET, text, hex.toUpperCase(java.util.Locale.ROOT))).isTrue();
  }

  @Test
  void shouldRefuseEverythingElse() {
    String hex = Signature.sign(SECRET, "a");
    assertThat(Signature.matches(SECRET, "b", hex)).isFalse();
    assertThat(Signature.matches("other", "a", hex)).isFalse();
    assertThat(Signature.matches(SECRET, "a", "")).isFalse();
    assertThat(Signature.matches(SECRET, "a", hex.substring(1))).isFalse();
    assertThat(Signature.matches(SECRET, "a", hex + "00")).isFalse();
    assertThat(Signature.matches(SECRET, "a", "zz" + hex.substring(2))).isFalse();
  }
}
