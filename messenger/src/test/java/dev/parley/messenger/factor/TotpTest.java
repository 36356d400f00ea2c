package dev.parley.messenger.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 6238, appendix B, and of RFC 4226, appendix D. */
class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130",
  })
  void shouldMakeTheCodesOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(seconds * 1_000), 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "2, 359152", "5, 254676", "9, 520489"})
  void shouldMakeSixDigitsOfACounter(long counter, String code) {
    assertThat(Totp.code(SECRET, counter, Totp.DIGITS)).isEqualTo(code);
  }
}
