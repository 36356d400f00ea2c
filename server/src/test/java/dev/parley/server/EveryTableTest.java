package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StorePlace;
import dev.parley.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A copy holds a row of every table that the scripts make, whoever adds one. What tables there are
 * is asked of the engines here, and not of what makes the copy.
 */
@Timeout(120)
class EveryTableTest {
  /** Kept by the scripts themselves. */
  private static final String HISTORY = "flyway_schema_history";

  /** A restore changes or ends what these say, but not that they are there. */
  private static final Set<String> OF_ITS_TIME =
      Set.of("node_lease", "online_user", "job_lease", "store_epoch");

  /** So that each row refers to the only one of another table that it can refer to. */
  private static final int EVERYWHERE = 7;

  private final Path folder;

  EveryTableTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"SQLITE,POSTGRESQL", "POSTGRESQL,SQLITE"})
  void shouldBringBackARowOfEveryTableOfTheSchema(Engine from, Engine to) throws Exception {
    Path archive = folder.resolve("archive.tar.gz");
    try (House old = House.on(from, Files.createDirectories(folder.resolve("old")));
        House fresh = House.on(to, Files.createDirectories(folder.resolve("fresh")))) {
      Store.open(StoreSettings.at(old.settings().store())).close();
      Map<String, List<String>> filled;
      try (Connection store = connect(old)) {
        for (Map.Entry<String, List<Column>> table : tables(store, from).entrySet()) {
          fill(store, table.getKey(), table.getValue());
        }
        filled = rows(store, from);
      }
      assertThat(filled)
          .hasSizeGreaterThan(30)
          .allSatisfy((_, rows) -> assertThat(rows).isNotEmpty());
      old.backUp(archive);
      fresh.restore(archive, false);
      try (Connection store = connect(fresh)) {
        Map<String, List<String>> found = rows(store, to);
        assertThat(found).containsOnlyKeys(filled.keySet());
        filled.keySet().removeAll(OF_ITS_TIME);
        assertThat(found).containsAllEntriesOf(filled);
      }
    }
  }

  private record Column(String name, boolean text) {}

  private static Connection connect(House house) throws SQLException {
    return DriverManager.getConnection(
        house.settings().store() instanceof StorePlace.Database database
            ? database.url()
            : "jdbc:sqlite:" + house.data().resolve("parley.db"));
  }

  /** All that somebody created, with their columns, in the order of their names. */
  private static Map<String, List<Column>> tables(Connection store, Engine engine)
      throws SQLException {
    String question =
        engine == Engine.SQLITE
            ? """
            select t.name, c.name, c.type from sqlite_master t, pragma_table_info(t.name) c
            where t.type = 'table' and t.name not like 'sqlite%' order by c.name
            """
            : """
            select t.table_name, c.column_name, c.data_type from information_schema.tables t
            join information_schema.columns c
              on c.table_schema = t.table_schema and c.table_name = t.table_name
            where t.table_schema = current_schema() and t.table_type = 'BASE TABLE'
            order by c.column_name
            """;
    var tables = new TreeMap<String, List<Column>>();
    try (var statement = store.createStatement();
        var row = statement.executeQuery(question)) {
      while (row.next()) {
        String type = row.getString(3).toLowerCase(Locale.ROOT);
        var column = new Column(row.getString(2), type.contains("char") || type.equals("text"));
        tables.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(column);
      }
    }
    tables.remove(HISTORY);
    return tables;
  }

  /** Parents come when they come: nobody asks for them now. */
  private static void fill(Connection store, String table, List<Column> columns)
      throws SQLException {
    boolean embedded = store.getMetaData().getURL().startsWith("jdbc:sqlite");
    String names = String.join(", ", columns.stream().map(one -> '"' + one.name + '"').toList());
    String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
    try (var statement = store.createStatement();
        var insert =
            store.prepareStatement(
                "insert into \"%s\" (%s) values (%s)".formatted(table, names, marks))) {
      statement.execute(
          embedded ? "pragma foreign_keys = off" : "set session_replication_role = replica");
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).text) {
          insert.setString(i + 1, Integer.toString(EVERYWHERE));
        } else {
          insert.setInt(i + 1, EVERYWHERE);
        }
      }
      insert.execute();
    }
  }

  private static Map<String, List<String>> rows(Connection store, Engine engine)
      throws SQLException {
    var all = new TreeMap<String, List<String>>();
    for (Map.Entry<String, List<Column>> table : tables(store, engine).entrySet()) {
      var rows = new ArrayList<String>();
      try (var statement = store.createStatement();
          var row = statement.executeQuery("select * from \"%s\"".formatted(table.getKey()))) {
        while (row.next()) {
          var values = new ArrayList<String>();
          for (Column column : table.getValue()) {
            values.add(column.name + "=" + row.getString(column.name));
          }
          rows.add(String.join(" ", values));
        }
      }
      all.put(table.getKey(), rows.stream().sorted().toList());
    }
    return all;
  }
}
