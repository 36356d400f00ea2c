package dev.parley.channels.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {
  @ParameterizedTest
  @CsvSource({
    "a, PUBLIC",
    "xprivate-a, PUBLIC",
    "private, PUBLIC",
    "presence, PUBLIC",
    "cachex, PUBLIC",
    "cache-a, CACHE",
    "private-a, PRIVATE",
    "private-cache, PRIVATE",
    "private-cache-a, PRIVATE_CACHE",
    "private-encrypted, PRIVATE",
    "private-encrypted-a, PRIVATE_ENCRYPTED",
    "private-encrypted-cache-a, PRIVATE_ENCRYPTED_CACHE",
    "presence-a, PRESENCE",
    "presence-cache-a, PRESENCE_CACHE",
    "#server-to-user-1, SERVER_TO_USER"
  })
  void shouldKnowKindsByTheLongestPrefix(String name, ChannelKind kind) {
    assertThat(ChannelName.of(name).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-z_0=@,.;9", "#server-to-user-a=b", "private-"})
  void shouldAcceptLegalNames(String name) {
    assertThat(ChannelName.problemWith(name, 200)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "a:b",
        "#a",
        "a#",
        "é",
        "a*",
        "#server-to-user-",
        "a\u0000",
        "日本"
      })
  void shouldRefuseIllegalNames(String name) {
    assertThat(ChannelName.problemWith(name, 200)).isPresent();
  }

  @Test
  void shouldRefuseOneCharacterTooMany() {
    assertThat(ChannelName.problemWith("a".repeat(200), 200)).isEmpty();
    assertThat(ChannelName.problemWith("a".repeat(201), 200)).isPresent();
  }

  @Test
  void shouldNotEchoLongNamesInFull() {
    assertThat(ChannelName.problemWith(" ".repeat(150), 200).orElseThrow()).hasSizeLessThan(200);
  }
}
