package dev.parley.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked up for every message and every push is found by an index. */
class PushPlansTest {
  private static final List<String> STATEMENTS =
      List.of(PushPlan.READERS_OF, PushComposer.NEWEST, Looking.UNTIL, NoticeTable.DUE);

  @Test
  void shouldNeverScanATable() {
    try (var world = new World(Engine.SQLITE)) {
      for (String sql : STATEMENTS) {
        assertThat(world.plan(sql))
            .as(sql)
            .isNotEmpty()
            .anyMatch(step -> step.contains(" USING "))
            .noneMatch(step -> step.startsWith("SCAN") && isTable(step));
      }
    }
  }

  /** The few rows of which positions are worked out are no table, nor is a result. */
  private static boolean isTable(String step) {
    return !step.contains(" USING ")
        && !step.contains("CONSTANT")
        && !step.contains("SUBQUERY")
        && !step.equals("SCAN f");
  }
}
