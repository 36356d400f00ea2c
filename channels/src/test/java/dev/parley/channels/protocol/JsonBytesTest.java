package dev.parley.channels.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
  private static final int[] INTERESTING = {
    0, 1, 0x1F, ' ', '"', '\\', '/', '%', 0x7F, 0x80, 0x7FF, 0x800, 0xD800, 0xDBFF, 0xDC00, 0xDFFF,
    0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF, 0x2028, 0x2029
  };

  /** Whatever text goes in, a JSON reader gets it back unchanged, lone surrogates included. */
  @Test
  void shouldWriteStringsThatReadBackUnchanged() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      byte[] json = new JsonBytes(0).ascii("{\"a\":").string(text).ascii("}").toByteArray();
      String decoded = new String(json, java.nio.charset.StandardCharsets.UTF_8);
      var back = Objects.requireNonNull(Json.object(decoded).orElseThrow().get("a"));
      assertThat(back.text()).as("seed %d round %d", seed, round).isEqualTo(text);
    }
  }

  @Test
  void shouldCountBytesAsTheyAreWritten() {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random).replaceAll("[\\ud800-\\udfff]", "x");
      assertThat(Utf8.length(text))
          .isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }
    assertThat(Utf8.length("😀é日a")).isEqualTo(4 + 2 + 3 + 1);
    assertThat(Utf8.length("\ud800")).isEqualTo(3);
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int point =
          random.nextBoolean()
              ? INTERESTING[random.nextInt(INTERESTING.length)]
              : random.nextInt(0x110000);
      if (point > 0xFFFF) {
        text.appendCodePoint(point);
      } else {
        text.append((char) point);
      }
    }
    return text.toString();
  }
}
