package dev.parley.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * A schema beside the one that a store uses, in the same database: for a store that is to take the
 * place of the present one in a single transaction. Stateless; blocks.
 *
 * @param database of the present store
 * @param name of the schema beside it
 */
public record PostgresSchema(StorePlace.Database database, String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern CURRENT = Pattern.compile("([?&])currentSchema=[^&]*&?");

  private static final String RELATIONS =
      """
      select c.relname as name, case when c.relkind in ('v', 'm') then 1 else 0 end as is_view
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = :schema and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
      order by c.relname
      """;

  public PostgresSchema {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a schema: " + name);
    }
  }

  /** The place of a store in this schema. */
  public StorePlace.Database place() {
    String url = CURRENT.matcher(database.url()).replaceAll("$1");
    String glue = url.endsWith("?") || url.endsWith("&") ? "" : url.contains("?") ? "&" : "?";
    return new StorePlace.Database(
        url + glue + "currentSchema=" + name, database.user(), database.password());
  }

  /** Makes it. */
  public void create() {
    use(handle -> handle.execute("create schema " + name));
  }

  public boolean exists() {
    return Engines.reaching(
        database,
        () -> {
          try (Handle handle = StoreSnapshot.connect(database)) {
            return handle
                    .select("select count(*) from pg_namespace where nspname = ?", name)
                    .mapTo(Long.class)
                    .one()
                > 0;
          }
        });
  }

  /** Takes it away with all that it holds. */
  public void drop() {
    use(handle -> handle.execute("drop schema if exists " + name + " cascade"));
  }

  private record Relation(String name, boolean isView) {
    String move(String from, String to) {
      return "alter %s \"%s\".\"%s\" set schema \"%s\""
          .formatted(isView ? "view" : "table", from, name, to);
    }
  }

  /**
   * Puts its tables in the place of the present ones, and the schema itself away, all in one
   * transaction.
   *
   * @param guard runs first; what it throws leaves everything as it was
   * @param keep schema that takes the present tables; made if there are any
   */
  public void takeOver(Consumer<Handle> guard, PostgresSchema keep) {
    use(handle -> {
      guard.accept(handle);
      String present = handle.select("select current_schema()").mapTo(String.class).one();
      List<Relation> fresh = relations(handle, name);
      List<String> names = fresh.stream().map(Relation::name).toList();
      List<Relation> old =
          relations(handle, present).stream().filter(one -> names.contains(one.name)).toList();
      if (!old.isEmpty()) {
        handle.execute("create schema " + keep.name);
        old.forEach(relation -> handle.execute(relation.move(present, keep.name)));
      }
      fresh.forEach(relation -> handle.execute(relation.move(name, present)));
      handle.execute("drop schema " + name);
    });
  }

  private static List<Relation> relations(Handle handle, String schema) {
    return handle
        .createQuery(RELATIONS)
        .bind("schema", schema)
        .map((row, _) -> new Relation(row.getString("name"), row.getInt("is_view") == 1))
        .list();
  }

  private void use(Consumer<Handle> work) {
    try (Handle handle = StoreSnapshot.connect(database)) {
      handle.useTransaction(work::accept);
    } catch (JdbiException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new StoreException(
          "the database %s refused: %s".formatted(database, reason.getMessage()), e);
    }
  }
}
