package dev.parley.socketio.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "123",
        "/media/123",
        "https://chat.example/media/123",
        "http://127.0.0.1:8080/media/123?signed=1",
        "https://chat.example/below/it/media/123#top"
      })
  void shouldFindTheFileThatAnAddressNames(String text) {
    assertThat(MediaPath.parse(text)).contains(123L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "0123",
        "-1",
        "/media/",
        "/files/123",
        "/media/123/thumb",
        "ftp://chat.example/media/123",
        "https://chat.example/?/media/123",
        "9223372036854775808"
      })
  void shouldFindNoneInWhatNamesNone(String text) {
    assertThat(MediaPath.parse(text)).isEmpty();
  }
}
