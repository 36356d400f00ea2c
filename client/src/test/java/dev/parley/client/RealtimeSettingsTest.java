package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealtimeSettingsTest {
  private static final Map<String, String> GUIDE =
      Map.of(
          "PUSHER_APP_ID", "your_app_id",
          "PUSHER_KEY", "your_key",
          "PUSHER_SECRET", "your_secret",
          "PUSHER_CLUSTER", "us3");

  @Test
  void shouldFindTheHostedServiceByItsCluster() {
    RealtimeSettings settings = RealtimeSettings.from(GUIDE).build();
    assertThat(settings.server()).hasToString("https://api-us3.pusher.com");
    assertThat(settings).asString().doesNotContain("your_secret").doesNotContain("your_key");
  }

  @Test
  void shouldPreferAHostToACluster() {
    var variables = new HashMap<>(GUIDE);
    variables.putAll(
        Map.of("PUSHER_HOST", "127.0.0.1", "PUSHER_PORT", "8080", "PUSHER_SCHEME", "http"));
    assertThat(RealtimeSettings.from(variables).path("/live/").build().server())
        .hasToString("http://127.0.0.1:8080/live");
  }

  @ParameterizedTest
  @CsvSource({
    "PUSHER_APP_ID,''",
    "PUSHER_KEY,''",
    "PUSHER_SECRET,''",
    "PUSHER_PORT,many",
    "PUSHER_SCHEME,ftp"
  })
  void shouldNameTheVariableThatIsWrong(String name, String value) {
    var variables = new HashMap<>(GUIDE);
    variables.put(name, value);
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> RealtimeSettings.from(variables).build())
        .satisfies(e -> assertThat(e.field()).isEqualTo(name));
  }

  @Test
  void shouldRefuseWhatIsOutOfItsRange() {
    assertField("appId", RealtimeSettings.from(GUIDE).appId("a/b"));
    assertField("port", RealtimeSettings.from(GUIDE).port(65_536));
    assertField("host", RealtimeSettings.from(GUIDE).host("a b"));
    assertField("path", RealtimeSettings.from(GUIDE).path("live"));
    assertField("retries", RealtimeSettings.from(GUIDE).retries(11));
    assertField("timeout", RealtimeSettings.from(GUIDE).timeout(Duration.ZERO));
    assertField(
        "encryptionMasterKey", RealtimeSettings.from(GUIDE).encryptionMasterKeyBase64("AAAA"));
  }

  private static void assertField(String field, RealtimeSettings.Builder settings) {
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(settings::build)
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }
}
