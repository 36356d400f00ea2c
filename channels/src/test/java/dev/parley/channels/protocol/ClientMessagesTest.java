package dev.parley.channels.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.protocol.ClientMessage.ClientEvent;
import dev.parley.channels.protocol.ClientMessage.Ping;
import dev.parley.channels.protocol.ClientMessage.Rejected;
import dev.parley.channels.protocol.ClientMessage.Subscribe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {
  @Test
  void shouldReadPingsWithAndWithoutData() {
    assertThat(ClientMessages.read("{\"event\":\"pusher:ping\",\"data\":{}}"))
        .isInstanceOf(Ping.class);
    assertThat(ClientMessages.read("{\"event\": \"pusher:ping\"}")).isInstanceOf(Ping.class);
  }

  @Test
  void shouldTreatEmptyNullAndMissingAuthAlike() {
    var expected = new Subscribe("a", null, null);
    for (String data :
        new String[] {
          "{\"channel\":\"a\"}",
          "{\"channel\":\"a\",\"auth\":\"\"}",
          "{\"channel\":\"a\",\"auth\":null,\"channel_data\":null}",
          "{\"channel\":\"a\",\"filter\":{\"x\":[1]},\"delta\":true}",
          "\"{\\\"channel\\\":\\\"a\\\"}\""
        }) {
      assertThat(ClientMessages.read("{\"event\":\"pusher:subscribe\",\"data\":" + data + "}"))
          .isEqualTo(expected);
    }
  }

  @Test
  void shouldKeepClientDataAsItStood() {
    assertThat(clientEvent("{\"a\": [1.00, 12345678901234567890] }"))
        .isEqualTo("{\"a\": [1.00, 12345678901234567890] }");
    assertThat(clientEvent("\"te\\u0078t\"")).isEqualTo("text");
    assertThat(clientEvent("1.50")).isEqualTo("1.50");
    assertThat(clientEvent("false")).isEqualTo("false");
    assertThat(clientEvent("[\"]\", \"}\"]")).isEqualTo("[\"]\", \"}\"]");
  }

  private static String clientEvent(String data) {
    var message =
        ClientMessages.read(
            "{\"event\":\"client-x\",\"data\":%s,\"channel\":\"private-a\",\"user_id\":\"9\"}"
                .formatted(data));
    return ((ClientEvent) message).data();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "foo",
        "[]",
        "1",
        "null",
        "\"x\"",
        "{",
        "{}",
        "{\"event\":1}",
        "{\"event\":null}",
        "{\"event\":\"foo\"}",
        "{\"event\":\"pusher:subscribe\"}",
        "{\"event\":\"pusher:subscribe\",\"data\":{}}",
        "{\"event\":\"pusher:subscribe\",\"data\":[]}",
        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":1}}",
        "{\"event\":\"pusher:unsubscribe\",\"data\":\"x\"}",
        "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"a\"}}",
        "{\"event\":\"client-a\",\"data\":{}}",
        "{\"event\":\"client-a\",\"channel\":\"private-a\"}",
        "{\"event\":\"pusher:ping\"}{}",
        "{\"event\":\"pusher:ping\"} x"
      })
  void shouldRejectWhatItCannotRead(String text) {
    assertThat(ClientMessages.read(text)).isInstanceOf(Rejected.class);
  }

  @Test
  void shouldSurviveDeepNesting() {
    String deep =
        "{\"event\":\"client-a\",\"channel\":\"private-a\",\"data\":" + "[".repeat(50_000);
    assertThat(ClientMessages.read(deep)).isInstanceOf(Rejected.class);
  }
}
