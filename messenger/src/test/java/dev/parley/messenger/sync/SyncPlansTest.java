package dev.parley.messenger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What devices and jobs look up in the sync store, they find by an index. */
class SyncPlansTest {
  private static final List<String> STATEMENTS =
      List.of(
          ReadTable.ENTRIES,
          ReadTable.GROUPS,
          Parking.IDLE,
          LogRetention.OLD,
          SyncHistory.ENTRIES,
          SyncHistory.DEVICES,
          SyncHistory.MARKS);

  @Test
  void shouldNeverScanATable() {
    try (var world = new World(Engine.SQLITE)) {
      for (String sql : STATEMENTS) {
        assertThat(world.plan(sql))
            .as(sql)
            .isNotEmpty()
            .anyMatch(step -> step.contains(" USING "))
            .noneMatch(step ->
                step.startsWith("SCAN") && !step.contains(" USING ") && !step.equals("SCAN old"));
      }
    }
  }
}
