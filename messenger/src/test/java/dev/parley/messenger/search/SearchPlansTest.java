package dev.parley.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a search looks up, it finds by an index: from the reader's conversations to their words. */
class SearchPlansTest {
  private static List<String> plan(World world, String sql) {
    return world.plan(sql.replace("<places>", "(1, 1), (2, 2)"));
  }

  @Test
  void shouldNeverScanATable() {
    try (var world = new World(Engine.SQLITE)) {
      for (String sql :
          List.of(
              PostingTable.WORD_OF_MINE,
              PostingTable.BEGINNING_OF_MINE,
              PostingTable.WORD_IN,
              PostingTable.BEGINNING_IN,
              PostingTable.NEWEST_OF_MINE,
              TermTable.CLEAR,
              TermTable.SWEEP,
              TermTable.WIPE,
              RowTable.AFTER,
              RowTable.BETWEEN,
              RowTable.THESE,
              SeqSpan.SENT_AT,
              People.ALIASES,
              People.FELLOWS)) {
        assertThat(plan(world, sql))
            .as(sql)
            .isNotEmpty()
            .anyMatch(step -> step.startsWith("SEARCH"))
            .noneMatch(step -> step.matches("SCAN (?!wanted|2-ROW|\\d+ CONSTANT).*"));
      }
    }
  }

  @Test
  void shouldGoFromTheReadersConversationsToTheWord() {
    try (var world = new World(Engine.SQLITE)) {
      assertThat(plan(world, PostingTable.WORD_OF_MINE))
          .satisfiesExactly(
              mine -> assertThat(mine).contains("SEARCH m USING COVERING INDEX member_user"),
              word ->
                  assertThat(word)
                      .contains("SEARCH s USING PRIMARY KEY (conversation_id=? AND term=?)"));
      assertThat(plan(world, PostingTable.BEGINNING_OF_MINE))
          .satisfiesExactly(
              mine -> assertThat(mine).contains("SEARCH m USING COVERING INDEX member_user"),
              word ->
                  assertThat(word)
                      .contains("PRIMARY KEY (conversation_id=? AND term>? AND term<?)"));
    }
  }
}
