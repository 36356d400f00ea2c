package dev.parley.messenger.external;

import dev.parley.messenger.external.ExternalName.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code external_name}. Used inside one transaction. */
public record ExternalNameTable(Handle handle) {

  /**
   * Takes a name for something new. A second one who tries at the same time waits for the first.
   *
   * @return whether nobody had it
   */
  public boolean claim(ExternalName name, long id) {
    return handle.execute(
            """
            insert into external_name (kind, name, id) values (?, ?, ?)
            on conflict (kind, name) do nothing
            """,
            name.kind().stored(),
            name.text(),
            id)
        == 1;
  }

  /** Gives a name, whose bearer is no more, to something new. */
  public void pass(ExternalName name, long id) {
    handle.execute(
        "update external_name set id = ? where kind = ? and name = ?",
        id,
        name.kind().stored(),
        name.text());
  }

  /** Whose name it is. */
  public Optional<Long> find(ExternalName name) {
    return handle
        .createQuery("select id from external_name where kind = ? and name = ?")
        .bind(0, name.kind().stored())
        .bind(1, name.text())
        .mapTo(Long.class)
        .findOne();
  }

  /** What these are called; who has no name is not in the answer. */
  public Map<Long, String> names(Kind kind, Collection<Long> ids) {
    var names = new HashMap<Long, String>();
    if (!ids.isEmpty()) {
      handle
          .createQuery("select id, name from external_name where kind = :kind and id in (<ids>)")
          .bind("kind", kind.stored())
          .bindList("ids", List.copyOf(ids))
          .map((row, _) -> Map.entry(row.getLong("id"), row.getString("name")))
          .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    }
    return names;
  }

  /**
   * Frees the name of something that is no more.
   *
   * @return names that were freed: 0 or 1
   */
  public int release(Kind kind, long id) {
    return handle.execute("delete from external_name where kind = ? and id = ?", kind.stored(), id);
  }
}
