package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hi @ann.|ann",
        "@Ann,@BOB|ann bob",
        "mail ann@example.com|''",
        "@@ann|''",
        "@a.b.c: see|a.b.c",
        "＠ann 你好|ann",
        "你好@ann你好|ann",
        "no one|''",
        "@|''",
      })
  void shouldFindNames(String text, String names) {
    assertThat(String.join(" ", MentionText.of(text).names())).isEqualTo(names);
  }

  @Test
  void shouldLeaveNamesAboveTheBoundAsText() {
    String text =
        IntStream.range(0, 150).mapToObj(i -> "@user" + i).collect(Collectors.joining(" "));
    assertThat(MentionText.of(text).names()).hasSize(Bound.MENTIONS_PER_MESSAGE.count());
  }
}
