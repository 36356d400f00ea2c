package dev.parley.store;

import org.jdbi.v3.core.Handle;

/**
 * Which history of commits a database goes on with. Two databases that once were the same, and then
 * took commits apart from each other, differ here as far as their engine can tell.
 */
public final class Lineage {
  // The timeline is that of the log being written: the control file still names the one before for
  // a moment after a standby was promoted. A standby writes no log and asks the control file.
  private static final String POSTGRESQL =
      """
      select (select system_identifier from pg_control_system()) || '/' ||
        case when pg_is_in_recovery() then
          (select lpad(to_hex(timeline_id), 8, '0') from pg_control_checkpoint())
        else lower(substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)) end
      """;

  private Lineage() {}

  /**
   * The history that a handle's database has, as a text to be compared: on PostgreSQL the
   * identifier of its cluster and its timeline, which moves when a standby is promoted; on SQLite
   * nothing, since a copied file cannot be told from the first one.
   */
  public static String of(Engine engine, Handle handle) {
    return switch (engine) {
      case SQLITE -> "";
      case POSTGRESQL -> handle.createQuery(POSTGRESQL).mapTo(String.class).one();
    };
  }
}
