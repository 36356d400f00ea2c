package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import dev.parley.channels.protocol.ClientMessage;
import dev.parley.channels.protocol.ClientMessage.ClientEvent;
import dev.parley.channels.protocol.ClientMessage.Rejected;
import dev.parley.channels.protocol.ClientMessage.SignIn;
import dev.parley.channels.protocol.ClientMessage.Subscribe;
import dev.parley.channels.protocol.ClientMessages;
import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.Json.Value;
import dev.parley.channels.protocol.JsonBytes;
import dev.parley.channels.protocol.Utf8;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** JSON from clients and publishers, against another library's reading of it. */
@Tag("fuzz")
class JsonFuzzTest {
  /** Longer numbers are refused here, and nowhere else. */
  private static final int LONGEST_NUMBER = 1_000;

  @FuzzTest(maxDuration = "3m")
  void readsObjectsAsAnotherLibraryDoes(byte[] input) {
    String text = new String(input, UTF_8);
    Optional<Map<String, Value>> ours = Json.object(text);
    Optional<JsonElement> theirs = SecondOpinion.read(text).filter(JsonElement::isJsonObject);
    if (ours.isEmpty()) {
      assertThat(theirs.isEmpty() || isBeyondBounds(text)).as("refused: %s", text).isTrue();
      return;
    }
    if (theirs.isEmpty() && SecondOpinion.isUnsure(text)) {
      return;
    }
    assertThat(theirs).as("accepted: %s", text).isPresent();
    var members = theirs.get().getAsJsonObject().asMap();
    members.values().removeIf(JsonElement::isJsonNull);
    assertThat(ours.get().keySet()).isEqualTo(members.keySet());
    ours.get()
        .forEach((name, value) -> compare(value, members.getOrDefault(name, JsonNull.INSTANCE)));
  }

  @FuzzTest(maxDuration = "3m")
  void readsArraysAsAnotherLibraryDoes(byte[] input) {
    String text = new String(input, UTF_8);
    Optional<List<Value>> ours = Json.array(text);
    Optional<JsonElement> theirs = SecondOpinion.read(text).filter(JsonElement::isJsonArray);
    if (ours.isEmpty()) {
      assertThat(theirs.isEmpty() || isBeyondBounds(text)).as("refused: %s", text).isTrue();
      return;
    }
    if (theirs.isEmpty() && SecondOpinion.isUnsure(text)) {
      return;
    }
    assertThat(theirs).as("accepted: %s", text).isPresent();
    var elements = theirs.get().getAsJsonArray().asList();
    assertThat(ours.get()).hasSameSizeAs(elements);
    for (int i = 0; i < elements.size(); i++) {
      compare(ours.get().get(i), elements.get(i));
    }
  }

  /** Whether what was kept of a value is that value, neither more nor less. */
  private static void compare(Value ours, JsonElement theirs) {
    switch (ours.kind()) {
      case STRING -> {
        assertThat(theirs.getAsJsonPrimitive().isString()).isTrue();
        assertThat(ours.text()).isEqualTo(theirs.getAsString());
      }
      case NUMBER -> assertThat(ours.text()).isEqualTo(theirs.getAsJsonPrimitive().getAsString());
      case BOOLEAN -> assertThat(ours.text()).isEqualTo(theirs.toString());
      case NULL -> assertThat(theirs.isJsonNull()).isTrue();
      case OBJECT, ARRAY -> {
        assertThat(ours.text()).isEqualTo(ours.text().strip());
        assertThat(SecondOpinion.read(ours.text())).contains(theirs);
      }
    }
  }

  private static boolean isBeyondBounds(String text) {
    return SecondOpinion.depthAtMost(text) > SecondOpinion.MAX_DEPTH
        || text.length() > LONGEST_NUMBER;
  }

  /** Input as UTF-16, so that it holds what no UTF-8 can. */
  @FuzzTest(maxDuration = "2m")
  void writesTextThatReadsBackTheSame(byte[] input) {
    var chars = new StringBuilder();
    for (int i = 0; i + 1 < input.length; i += 2) {
      chars.append((char) (Byte.toUnsignedInt(input[i]) << 8 | Byte.toUnsignedInt(input[i + 1])));
    }
    String text = chars.toString();
    byte[] json = new JsonBytes(0).string(text).toByteArray();
    assertThat(SecondOpinion.read(new String(json, UTF_8))).contains(new JsonPrimitive(text));
    assertThat(Utf8.length(text)).isEqualTo(text.codePoints().map(JsonFuzzTest::bytesOf).sum());
  }

  private static int bytesOf(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  @FuzzTest(maxDuration = "3m")
  void readsEveryClientMessage(byte[] input) {
    String text = new String(input, UTF_8);
    ClientMessage message = ClientMessages.read(text);
    switch (message) {
      case Rejected(String reason) -> assertThat(reason).isNotBlank().hasSizeLessThan(200);
      case Subscribe subscribe -> {
        assertThat(subscribe.auth()).isNotEqualTo("");
        assertThat(subscribe.channelData()).isNotEqualTo("");
      }
      case SignIn signIn -> {
        assertThat(signIn.auth()).isNotEmpty();
        assertThat(signIn.userData()).isNotEmpty();
      }
      case ClientEvent event -> assertThat(event.event()).startsWith("client-");
      default -> {}
    }
    if (SecondOpinion.read(text).filter(JsonElement::isJsonObject).isEmpty()) {
      assertThat(message).isInstanceOf(Rejected.class);
    }
  }
}
