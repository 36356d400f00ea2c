package dev.parley.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Asks an engine which tables hold what is its own: not those that the migrations keep, and not
 * indexes of words, which one engine keeps otherwise than the other and which can be made anew.
 */
final class Tables {
  static final String HISTORY = "flyway_schema_history";

  private record Questions(String names, String columns, String parents) {}

  private static final Questions SQLITE =
      new Questions(
          """
          select name from pragma_table_list
          where schema = 'main' and type = 'table' and name not like 'sqlite%' order by name
          """,
          "select name from pragma_table_info(?) order by cid",
          "select distinct \"table\" from pragma_foreign_key_list(?) order by 1");

  private static final Questions POSTGRESQL =
      new Questions(
          """
          select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition
            and not exists (
              select 1 from pg_attribute a join pg_type t on t.oid = a.atttypid
              where a.attrelid = c.oid and a.attnum > 0 and t.typname = 'tsvector')
          order by c.relname
          """,
          """
          select column_name from information_schema.columns
          where table_schema = current_schema() and table_name = ? order by ordinal_position
          """,
          """
          select distinct p.relname from pg_constraint k
          join pg_class c on c.oid = k.conrelid
          join pg_namespace n on n.oid = c.relnamespace
          join pg_class p on p.oid = k.confrelid
          where k.contype = 'f' and n.nspname = current_schema() and c.relname = ?
          order by p.relname
          """);

  private final Handle handle;
  private final Questions questions;
  private final Map<String, TableShape> ordered = new LinkedHashMap<>();

  private Tables(Engine engine, Handle handle) {
    this.handle = handle;
    this.questions = engine == Engine.SQLITE ? SQLITE : POSTGRESQL;
  }

  /** All of them; what is referred to comes before what refers to it. */
  static List<TableShape> of(Engine engine, Handle handle) {
    var tables = new Tables(engine, handle);
    List<String> names = new ArrayList<>(tables.ask(tables.questions.names));
    names.remove(HISTORY);
    Map<String, TableShape> shapes = new HashMap<>();
    names.forEach(
        name -> shapes.put(name, new TableShape(name, tables.ask(tables.questions.columns, name))));
    names.forEach(name -> tables.place(name, shapes));
    return List.copyOf(tables.ordered.values());
  }

  private void place(String name, Map<String, TableShape> left) {
    TableShape shape = left.remove(name);
    if (shape != null) {
      ask(questions.parents, name).forEach(parent -> place(parent, left));
      ordered.put(name, shape);
    }
  }

  private List<String> ask(String sql, Object... values) {
    return handle.select(sql, values).mapTo(String.class).list();
  }
}
