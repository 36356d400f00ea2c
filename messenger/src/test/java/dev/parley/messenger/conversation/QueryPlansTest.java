package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No statement of reading may look at a whole table. */
class QueryPlansTest {
  @Test
  void shouldFindEverythingByAnIndex() {
    try (var world = new World(Engine.SQLITE)) {
      for (String sql :
          List.of(
              SummaryTable.LIST_MINE,
              SummaryTable.LIST_FORMER,
              SummaryTable.FIND,
              ConversationTable.FIND,
              ConversationTable.APPEND_UNLESS_SENT.replace("?", ":id"),
              MemberTable.FIND.replace("= ?", "= :id"),
              MemberTable.EARLIER)) {
        List<String> plan =
            world.transactions.read(handle ->
                handle
                    .createQuery("explain query plan " + sql)
                    .bindMap(Map.of("user", 1, "id", 1, "pinned", 2, "at", 1, "limit", 1))
                    .map((row, _) -> row.getString("detail"))
                    .list());
        assertThat(plan)
            .as(sql)
            .isNotEmpty()
            .noneMatch(step ->
                step.matches(
                    "SCAN (m|c|x|u|p|own|gone|by_name|to_all|known|member|conversation|message)("
                        + " .*)?"));
      }
    }
  }

  @Test
  void shouldFindWhatPrivacyAsksForByAnIndexToo() {
    try (var world = new dev.parley.messenger.message.World(Engine.SQLITE)) {
      for (String sql :
          List.of(
              DeletionTable.SEQS,
              DeletionTable.AFTER,
              DeletionTable.FORGET,
              Reach.CLOSED,
              Companions.PEOPLE,
              Companions.LARGE,
              Companions.SMALL)) {
        assertThat(world.plan(sql))
            .as(sql)
            .anyMatch(step -> step.startsWith("SEARCH"))
            .noneMatch(
                step -> step.matches("SCAN (p|m|k|c|x|mine|theirs|deleted_message|contact)( .*)?"));
      }
    }
  }
}
