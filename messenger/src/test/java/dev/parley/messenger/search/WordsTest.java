package dev.parley.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static String terms(String text) {
    return String.join(" ", Words.of(text).stream().map(Word::term).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, World!|hello world",
        "Crème BRÛLÉE|creme brulee",
        "Straße STRASSE|strasse strasse",
        "Łódź Århus Ærø|lodz arhus aero",
        "ΟΔΟΣ οδός|οδοσ οδοσ",
        "ＦＵＬＬ ｗｉｄｔｈ|full width",
        "ben.okafor@example.net|ben okafor example net",
        "v2.4.0 3.14|v2 4 0 3 14",
        "会议纪要|会议 议纪 纪要 要",
        "用Java写|用 java 写",
        "我用Java写的|我用 用 java 写的 的",
        "ｶﾞｲﾄﾞ ガイド|ガイ イド ド ガイ イド ド",
        "コーヒー|コー ーヒ ヒー ー",
        "한국어|한국 국어 어",
        "ships 🚀 today|ships 🚀 today",
        "हिन्दी|हिन्दी",
      })
  void shouldCutAndFold(String text, String expected) {
    assertThat(terms(text)).isEqualTo(expected);
  }

  @Test
  void shouldSayWhereEachWordStandsInTheTextAsItWasWritten() {
    String text = "Ｈéllo，会议 ok";
    assertThat(Words.of(text))
        .extracting(word -> text.substring(word.start(), word.end()))
        .containsExactly("Ｈéllo", "会议", "议", "ok");
    assertThat(Words.of(text).get(1)).extracting(Word::first).isEqualTo(7);
  }

  @Test
  void shouldKeepCharactersBeyondTheFirstPlaneWhole() {
    assertThat(terms("𠮷野家")).isEqualTo("𠮷野 野家 家");
    String longest = "a" + "𝒳".repeat(100);
    assertThat(Words.of(longest).getFirst().term()).hasSizeLessThanOrEqualTo(101);
  }

  @Test
  void shouldBoundWordsAndTheirLength() {
    assertThat(Words.of("x ".repeat(8_000))).hasSize(Bound.SEARCH_WORDS.count());
    assertThat(Words.of("好".repeat(8_000))).hasSize(Bound.SEARCH_WORDS.count());
    assertThat(Words.of("x".repeat(8_000)).getFirst().term())
        .hasSize(Bound.SEARCH_TERM_LENGTH.count());
  }

  @Test
  void shouldFindNothingInMarksAndBlanks() {
    assertThat(Words.of("… — !? \u0001\t\n''")).isEmpty();
  }
}
