package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.channels.protocol.Signature;
import java.util.Locale;
import org.junit.jupiter.api.Tag;

/** Signatures that someone claims to have made. */
@Tag("fuzz")
class SignatureFuzzTest {
  /** Three lines: a secret, a text, and what is said to sign it; SIGN stands for what does. */
  @FuzzTest(maxDuration = "2m")
  void onlyTheRightOneMatches(byte[] input) {
    String[] lines = new String(input, UTF_8).split("\n", 3);
    if (lines.length < 3 || lines[0].isEmpty()) {
      return;
    }
    String right = FuzzSocket.hmac(lines[0], lines[1]);
    String claimed = lines[2].replace("SIGN", right);
    boolean matches = claimed.equals(right) || claimed.toLowerCase(Locale.ROOT).equals(right);
    assertThat(Signature.matches(lines[0], lines[1], claimed)).isEqualTo(matches);
    assertThat(Signature.sign(lines[0], lines[1])).isEqualTo(right);
    assertThat(Signature.matches(lines[0], lines[1], right.toUpperCase(Locale.ROOT))).isTrue();
  }
}
