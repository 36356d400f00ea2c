package dev.parley.messenger.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule may be, and that the job finds by an index what it looks for. */
class RetentionPlansTest {
  @Test
  void shouldLookAtNoConversationThatKeepsAll() {
    try (var world = new World(Engine.SQLITE)) {
      assertThat(plan(world, RetentionTable.WITH_TIME_OF_THEIR_OWN))
          .anyMatch(step -> step.contains("conversation_retention"));
      assertThat(plan(world, RetentionTable.UNFINISHED))
          .anyMatch(step -> step.contains("conversation_blanking"));
      for (String sql : List.of(RetentionTable.ALL, RetentionTable.NEXT)) {
        assertThat(plan(world, sql))
            .anyMatch(step -> step.startsWith("SEARCH"))
            .noneMatch(step -> step.matches("SCAN (c|m|message|conversation)\\b.*"));
      }
    }
  }

  private static List<String> plan(World world, String sql) {
    String asked = sql.replaceAll(":[a-zA-Z]+", "1");
    return world.in((handle, _) ->
        handle
            .createQuery("explain query plan " + asked)
            .map((row, _) -> row.getString("detail"))
            .list());
  }

  @ParameterizedTest
  @CsvSource({"1h,3600", "7d,604800", "168h,604800", "3650d,315360000", "forever,0"})
  void shouldReadTimesAndWriteThemInTheirLargestUnit(String text, long seconds) {
    Retention rule = Retention.of(text).orElseThrow();
    assertThat(rule.seconds()).isEqualTo(seconds);
    assertThat(Retention.of(rule.text())).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0h", "3651d", "999999d", "9999999d", "7", "7m", "-1d", "server", "Forever"})
  void shouldRefuseOtherTexts(String text) {
    assertThat(Retention.of(text)).isEmpty();
  }
}
