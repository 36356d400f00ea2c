package dev.parley.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a process stops, all is old or all is new. */
class TakeoverTest {
  private static final List<String> NAMES = List.of("admin-token", "media", "parley.db");

  private final Path data;
  private final Takeover takeover;

  TakeoverTest(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    takeover = new Takeover(ServerSettings.of(Map.of("data", data)));
    Files.createDirectories(data.resolve("media"));
    Files.writeString(data.resolve("media/picture"), "old");
    Files.writeString(data.resolve("admin-token"), "old");
    Files.writeString(data.resolve("parley.db"), "old");
    Files.writeString(data.resolve("parley.db-wal"), "old");
    takeover.prepare();
    Files.createDirectories(takeover.fresh().resolve("media"));
    Files.writeString(takeover.fresh().resolve("media/picture"), "new");
    Files.writeString(takeover.fresh().resolve("admin-token"), "new");
    Files.writeString(takeover.fresh().resolve("parley.db"), "new");
  }

  private String found(String name) throws IOException {
    Path path = data.resolve(name);
    return Files.readString(Files.isDirectory(path) ? path.resolve("picture") : path);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void shouldGoOnWhereverItStopped(int moves) throws IOException {
    Path mark = takeover.aside().resolve("takeover.json");
    Files.writeString(mark, "{\"keep\":\"before-restore-x\"}");
    Path kept = data.resolve("before-restore-x");
    Files.createDirectories(kept);
    if (moves > 0) {
      Files.move(data.resolve("parley.db-wal"), kept.resolve("parley.db-wal"));
    }
    for (int move = 0; move < moves; move++) {
      String name = NAMES.get(move / 2);
      if (move % 2 == 0) {
        Files.move(data.resolve(name), kept.resolve(name));
      } else {
        Files.move(takeover.fresh().resolve(name), data.resolve(name));
      }
    }
    takeover.finishInterrupted();
    for (String name : NAMES) {
      assertThat(found(name)).as(name).isEqualTo("new");
      assertThat(found("before-restore-x/" + name)).as(name).isEqualTo("old");
    }
    assertThat(data.resolve("parley.db-wal")).as("the old log beside the new file").doesNotExist();
    assertThat(kept.resolve("parley.db-wal")).hasContent("old");
    assertThat(takeover.aside()).doesNotExist();
  }

  @Test
  void shouldLeaveAllAsItWasUnlessTheTakeoverHadBegun() throws IOException {
    takeover.finishInterrupted();
    for (String name : NAMES) {
      assertThat(found(name)).as(name).isEqualTo("old");
    }
    takeover.commit("y", _ -> {});
    for (String name : NAMES) {
      assertThat(found(name)).as(name).isEqualTo("new");
    }
  }
}
