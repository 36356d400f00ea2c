package dev.parley.socketio.packet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.protocol.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPacketsTest {
  @Test
  void shouldReadWhoConnectsAndLeaves() {
    assertThat(SocketPackets.read("0")).isEqualTo(new SocketPacket.Connect("/", null));
    assertThat(SocketPackets.read("0{\"token\":\"t\"}"))
        .isEqualTo(new SocketPacket.Connect("/", "{\"token\":\"t\"}"));
    assertThat(SocketPackets.read("0/admin,")).isEqualTo(new SocketPacket.Connect("/admin", null));
    assertThat(SocketPackets.read("0/admin?a=b,{}"))
        .isEqualTo(new SocketPacket.Connect("/admin", "{}"));
    assertThat(SocketPackets.read("1")).isEqualTo(new SocketPacket.Disconnect("/"));
    assertThat(SocketPackets.read("1/admin,")).isEqualTo(new SocketPacket.Disconnect("/admin"));
  }

  @Test
  void shouldReadAnEventWithItsIdAndArguments() {
    assertThat(SocketPackets.read("213[\"join\",\"7\",{\"a\":[1]}]"))
        .isEqualTo(
            new SocketPacket.Event(
                "/",
                13L,
                "join",
                List.of(
                    new Json.Value(Json.Kind.STRING, "7"),
                    new Json.Value(Json.Kind.OBJECT, "{\"a\":[1]}"))));
    assertThat(SocketPackets.read("2[\"a\"]"))
        .isEqualTo(new SocketPacket.Event("/", null, "a", List.of()));
    assertThat(SocketPackets.read("2/b,4[\"a\"]"))
        .isEqualTo(new SocketPacket.Event("/b", 4L, "a", List.of()));
  }

  @Test
  void shouldReadAcknowledgementsAndWhatHasBinaryParts() {
    assertThat(SocketPackets.read("312[]")).isEqualTo(new SocketPacket.Ack("/", 12));
    assertThat(SocketPackets.read("51-7[\"m\",{\"_placeholder\":true,\"num\":0}]"))
        .isEqualTo(new SocketPacket.Binary("/", 1, 7L, true));
    assertThat(SocketPackets.read("62-/a,7[]"))
        .isEqualTo(new SocketPacket.Binary("/a", 2, 7L, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4{}",
        "7",
        "abc",
        "0[]",
        "0{",
        "0x",
        "1x",
        "2",
        "2{}",
        "2[]",
        "2[1]",
        "2[null]",
        "2abc[\"a\",1]",
        "2[\"a\"",
        "2[\"a\"]x",
        "21234567890123456[\"a\"]",
        "3[]",
        "31",
        "31{}",
        "5[\"a\"]",
        "51[\"a\"]",
        "5-[\"a\"]",
        "5999999999999-[\"a\"]",
        "51-{}"
      })
  void shouldRefuseWhatIsNoPacketOfAClient(String text) {
    assertThat(SocketPackets.read(text)).isInstanceOf(SocketPacket.Malformed.class);
  }

  @Test
  void shouldRefuseANamespaceThatIsTooLong() {
    assertThat(SocketPackets.read("0/" + "n".repeat(199))).isInstanceOf(SocketPacket.Connect.class);
    assertThat(SocketPackets.read("0/" + "n".repeat(200)))
        .isInstanceOf(SocketPacket.Malformed.class);
  }

  @Test
  void shouldAnswerWhateverComes() {
    var random = new Random(11);
    String letters = "0123456789-/,?[]{}\"\\:ab \u0000\uD83D";
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(16); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(SocketPackets.read(text.toString())).isNotNull();
    }
    assertThat(SocketPackets.read("2" + "[".repeat(100_000)))
        .isInstanceOf(SocketPacket.Malformed.class);
  }

  @Test
  void shouldWriteWhatClientsRead() {
    assertThat(text(SocketPackets.connected("1.2"))).isEqualTo("40{\"sid\":\"1.2\"}");
    assertThat(text(SocketPackets.connectError("/", "c", "a \"b\"")))
        .isEqualTo("44{\"message\":\"a \\\"b\\\"\",\"data\":{\"code\":\"c\"}}");
    assertThat(text(SocketPackets.connectError("/é", "c", "m")))
        .isEqualTo("44/é,{\"message\":\"m\",\"data\":{\"code\":\"c\"}}");
    assertThat(text(SocketPackets.event(null, "message", "{}"))).isEqualTo("42[\"message\",{}]");
    assertThat(text(SocketPackets.event(5L, "message", "{}"))).isEqualTo("425[\"message\",{}]");
    assertThat(text(SocketPackets.ack(9, "{\"ok\":true}"))).isEqualTo("439[{\"ok\":true}]");
    assertThat(text(SocketPackets.disconnect())).isEqualTo("41");
  }

  private static String text(byte[] packet) {
    return new String(packet, UTF_8);
  }
}
