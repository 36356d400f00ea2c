package dev.parley.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Whether other processes have an embedded store open. Stateless. */
public final class StoreUse {
  private StoreUse() {}

  /**
   * Asks SQLite, which gives up its log only for whoever is alone, and folds the log into the file
   * then. A file that is no database any more is used by nobody.
   */
  public static boolean isOpenElsewhere(StorePlace.Folder place) {
    Path file = place.path().resolve(DataFolder.FILE);
    if (!Files.exists(file)) {
      return false;
    }
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 0");
      try (ResultSet mode = statement.executeQuery("pragma journal_mode = delete")) {
        return mode.next() && !mode.getString(1).equals("delete");
      }
    } catch (SQLException e) {
      return e instanceof SQLiteException reason && isLocked(reason.getResultCode());
    }
  }

  private static boolean isLocked(SQLiteErrorCode code) {
    return (code.code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code
        || (code.code & 0xff) == SQLiteErrorCode.SQLITE_LOCKED.code;
  }
}
