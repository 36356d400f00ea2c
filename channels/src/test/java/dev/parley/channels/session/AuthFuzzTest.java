package dev.parley.channels.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** The {@code auth} of subscriptions and sign-ins. */
@Tag("fuzz")
class AuthFuzzTest {
  private static final Map<String, String> SECRETS = Map.of("old", "first", "new", "second");
  private static final App APP =
      new App(
          "1",
          "app",
          List.of(new AppKey("old", "first"), new AppKey("new", "second")),
          true,
          AppOptions.DEFAULTS);
  private static final int LONGEST_PROBLEM = 1_000;

  /** A text, and on the rest of the lines its auth; OLD and NEW stand for right signatures. */
  @FuzzTest(maxDuration = "2m")
  void onlyAKeyOfTheAppWithItsSignatureGrants(byte[] input) {
    String[] lines = new String(input, UTF_8).split("\n", 2);
    String text = lines[0];
    String auth =
        (lines.length == 2 ? lines[1] : "")
            .replace("OLD", hmac("first", text))
            .replace("NEW", hmac("second", text));
    String problem = ChannelAuthorizer.problemWith(APP, auth, text);
    assertThat(problem == null).as(auth).isEqualTo(isRight(auth, text));
    if (problem != null) {
      assertThat(problem).isNotBlank().hasSizeLessThan(LONGEST_PROBLEM);
    }
  }

  private static boolean isRight(String auth, String text) {
    String[] parts = auth.split(":", 2);
    String secret = secret(parts[0]);
    return parts.length == 2
        && secret != null
        && parts[1].toLowerCase(Locale.ROOT).equals(hmac(secret, text));
  }

  private static @Nullable String secret(String key) {
    return SECRETS.get(key);
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
