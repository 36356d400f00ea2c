package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sending, changing and reading messages look up, they find by an index. */
class MessagePlansTest {
  private static final List<String> STATEMENTS =
      List.of(
          MessageTable.EARLIER,
          MessageTable.FIND,
          MessageTable.TOUCH,
          MessageTable.EDIT,
          MessageTable.RECALL,
          MessageReader.MESSAGES,
          MessageReader.REACTIONS,
          MessageReader.MENTIONS,
          MessagePages.CHANGED,
          MessagePages.FORMS,
          MentionTable.RESOLVE);

  @Test
  void shouldNeverScanATable() {
    try (var world = new World(Engine.SQLITE)) {
      for (String sql : STATEMENTS) {
        assertThat(world.plan(sql))
            .as(sql)
            .isNotEmpty()
            .anyMatch(step -> step.startsWith("SEARCH"))
            .noneMatch(step -> step.startsWith("SCAN"));
      }
    }
  }
}
