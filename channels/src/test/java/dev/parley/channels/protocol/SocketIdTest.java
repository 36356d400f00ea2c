package dev.parley.channels.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIdTest {
  @Test
  void shouldReadBackWhatItShows() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 1_000; i++) {
      SocketId id = SocketId.random(random);
      assertThat(id.toString()).matches("\\d+\\.\\d+");
      assertThat(SocketId.parse(id.toString())).contains(id);
    }
  }

  @Test
  void shouldAcceptForeignIdsThatNoConnectionCanHave() {
    assertThat(SocketId.isWellFormed("99999999999.1")).isTrue();
    assertThat(SocketId.parse("99999999999.1")).isEmpty();
    assertThat(SocketId.parse("4294967296.1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1", "1.", ".1", "a.1", "1.2.3", "1,2", " 1.2", "-1.2", "１.2"})
  void shouldRefuseOtherForms(String text) {
    assertThat(SocketId.isWellFormed(text)).isFalse();
  }
}
