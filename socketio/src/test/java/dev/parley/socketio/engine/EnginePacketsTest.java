package dev.parley.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePacketsTest {
  private static final int MOST = 3;

  @Test
  void shouldReadEachPacketThatAClientMaySend() {
    assertThat(EnginePackets.text("1")).contains(new EnginePacket.Close());
    assertThat(EnginePackets.text("2probe")).contains(new EnginePacket.Ping("probe"));
    assertThat(EnginePackets.text("3")).contains(new EnginePacket.Pong());
    assertThat(EnginePackets.text("4")).contains(new EnginePacket.Message(""));
    assertThat(EnginePackets.text("42[\"a\"]")).contains(new EnginePacket.Message("2[\"a\"]"));
    assertThat(EnginePackets.text("5")).contains(new EnginePacket.Upgrade());
    assertThat(EnginePackets.text("6")).contains(new EnginePacket.Noop());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0{}", "7", "a", "1x", "5x", "6x", "b", "bAQID", "\u001e", "é"})
  void shouldRefuseAFrameThatIsNoPacketOfAClient(String frame) {
    assertThat(EnginePackets.text(frame)).isEmpty();
  }

  @Test
  void shouldReadSeveralPacketsOfABodyInTheirOrder() {
    assertThat(EnginePackets.body("4one\u001e3\u001e4two", MOST))
        .contains(
            List.of(
                new EnginePacket.Message("one"),
                new EnginePacket.Pong(),
                new EnginePacket.Message("two")));
  }

  @Test
  void shouldReadBinaryDataInBase64() {
    assertThat(EnginePackets.body("bAQIDBA==", MOST).orElseThrow().getFirst())
        .isInstanceOfSatisfying(
            EnginePacket.Binary.class,
            binary -> assertThat(binary.bytes()).containsExactly(1, 2, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\u001e", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "b!", "bA", "4a\u001ex"})
  void shouldRefuseABodyOfWhichAPartIsNoPacket(String body) {
    assertThat(EnginePackets.body(body, MOST)).isEmpty();
  }

  @Test
  void shouldRefuseABodyOfTooManyPackets() {
    assertThat(EnginePackets.body("4\u001e4\u001e4", MOST)).isPresent();
    assertThat(EnginePackets.body("4\u001e4\u001e4\u001e4", MOST)).isEmpty();
  }

  @Test
  void shouldAnswerWhateverComes() {
    var random = new Random(7);
    String letters = "0123456b{}[]\",:=\u001e\u0000\uD83Dé/";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String body = text.toString();
      EnginePackets.text(body);
      EnginePackets.body(body, MOST)
          .ifPresent(packets ->
              assertThat(packets)
                  .hasSize((int) body.chars().filter(c -> c == '\u001e').count() + 1));
    }
  }
}
