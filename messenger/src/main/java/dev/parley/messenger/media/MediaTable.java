package dev.parley.messenger.media;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements about files that others refer to. Stateless; used inside one transaction. */
public final class MediaTable {
  /** What a join has to select, under these names, for {@link #joined}. */
  public static final String JOINED =
      """
      f.media_id, f.owner_id as f_owner, f.name as f_name, f.type as f_type, f.kind as f_kind,
      f.size_bytes as f_size, f.sha256 as f_sha256, f.width as f_width, f.height as f_height,
      f.placeholder as f_placeholder, f.created_at as f_created
      """;

  // Locks the row: the collector looks for uses under the same lock, so none can be overlooked.
  private static final String TAKE =
      """
      update media set check_at = :again where media_id = :id and state = 1
      """;

  private static final String FIND =
      "select %s from media f where f.media_id = :id and f.state = 1".formatted(JOINED);

  /**
   * Keeps a file for a new use of it; the use is to be written in the same transaction.
   *
   * @return empty if it is not complete, or gone
   */
  public Optional<Media> take(Handle handle, long mediaId, long now) {
    int locked =
        handle
            .createUpdate(TAKE)
            .bind("id", mediaId)
            .bind("again", now + Bound.MEDIA_LOOK_AGAIN_MILLIS.value())
            .execute();
    return locked == 0 ? Optional.empty() : find(handle, mediaId);
  }

  /** A complete file. */
  Optional<Media> find(Handle handle, long mediaId) {
    return handle.createQuery(FIND).bind("id", mediaId).map((row, _) -> media(row)).findOne();
  }

  /** Says that one use of these files has ended, so that the collector looks at them soon. */
  public void release(Handle handle, Collection<Long> mediaIds) {
    if (!mediaIds.isEmpty()) {
      handle
          .createUpdate("update media set check_at = 0 where media_id in (<ids>)")
          .bindList("ids", mediaIds.stream().sorted().toList())
          .execute();
    }
  }

  /** As {@link #release}, where one reference was replaced by another, or by none. */
  public void replaced(Handle handle, @Nullable Long before, @Nullable Long after) {
    if (before != null && !before.equals(after)) {
      release(handle, List.of(before));
    }
  }

  /** Of a row that has the columns {@link #JOINED}; null if it joins none. */
  public static @Nullable Media joined(ResultSet row) throws SQLException {
    Long id = Rows.longOrNull(row, "media_id");
    return id == null ? null : media(row);
  }

  private static Media media(ResultSet row) throws SQLException {
    String placeholder = row.getString("f_placeholder");
    return new Media(
        row.getLong("media_id"),
        row.getLong("f_owner"),
        row.getString("f_name"),
        row.getString("f_type"),
        MediaKind.of(row.getInt("f_kind")),
        row.getLong("f_size"),
        Rows.text(row, "f_sha256"),
        placeholder == null
            ? null
            : new Media.Picture(row.getInt("f_width"), row.getInt("f_height"), placeholder),
        row.getLong("f_created"));
  }
}
