package dev.parley.server;

import dev.parley.server.backup.Backup;
import dev.parley.server.backup.Restore;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.hook.Hooks;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StorePlace;
import dev.parley.store.StoreSettings;
import dev.parley.store.StoreSnapshot;
import dev.parley.store.TableShape;
import dev.parley.store.testing.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that one server keeps, whether one runs or not, and copies of it. */
record House(Path folder, @Nullable StoreFixture place) implements AutoCloseable {
  /** Leases of processes and jobs, and the store's own epoch: a restore ends them. */
  private static final Set<String> OF_ITS_TIME =
      Set.of("node_lease", "online_user", "job_lease", "store_epoch");

  static House on(Engine engine, Path folder) {
    return new House(folder, engine == Engine.POSTGRESQL ? StoreFixture.emptyOn(engine) : null);
  }

  Path data() {
    return folder.resolve("data");
  }

  ServerSettings settings() {
    var tree = new HashMap<String, Object>();
    tree.put("port", 0);
    tree.put("data", data());
    if (place != null && place.settings().place() instanceof StorePlace.Database database) {
      tree.put("store", Map.of("url", database.url()));
    }
    return ServerSettings.of(tree);
  }

  ParleyServer start() {
    return ParleyServer.start(settings());
  }

  /** A back end is to be told something that no process has got to. */
  void tell(String url) {
    try (Store store = Store.open(StoreSettings.at(settings().store()))) {
      Hooks.keep(store, Clock.systemUTC(), new SecureRandom())
          .add(url, List.of("user_deleted"), Map.of());
      store
          .write(handle ->
              handle.execute(
                  """
                  insert into event_hook_outbox (event_id, lane, kind, body)
                  values (1, 0, 'user_deleted', '{}')
                  """))
          .join();
    }
  }

  Backup.Made backUp(Path file) {
    return new Backup(settings(), folder.resolve("parley.yml"), "test", Clock.systemUTC())
        .make(file);
  }

  Restore.Restored restore(Path file, boolean force) {
    return new Restore(
            settings(), folder.resolve("parley.yml"), Clock.systemUTC(), new SecureRandom())
        .run(file, force);
  }

  /** All rows that outlive a process, sorted, by table. */
  Map<String, List<String>> contents() {
    return contents(settings().store());
  }

  static Map<String, List<String>> contents(StorePlace place) {
    var contents = new TreeMap<String, List<String>>();
    try (StoreSnapshot store = StoreSnapshot.of(place)) {
      for (TableShape table : store.tables()) {
        var rows = new ArrayList<String>();
        store.read(table, values -> rows.add(Arrays.toString(values)));
        if (!OF_ITS_TIME.contains(table.name())) {
          contents.put(table.name(), rows.stream().sorted().toList());
        }
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything in the data folder but the store itself, by name. */
  Map<String, String> files() throws IOException {
    var files = new TreeMap<String, String>();
    if (!Files.exists(data())) {
      return files;
    }
    try (var walk = Files.walk(data())) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        String name = data().relativize(file).toString();
        if (!name.startsWith("parley.db")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }

  @Override
  public void close() {
    if (place != null) {
      place.close();
    }
  }
}
