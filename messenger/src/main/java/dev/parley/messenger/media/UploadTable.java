package dev.parley.messenger.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The life of a row of {@code media}, from the first byte to the last. Of one transaction. */
record UploadTable(Handle handle) {
  private static final int UPLOADING = 0;
  private static final int READY = 1;
  private static final int GONE = 2;

  /** What somebody has uploaded lately; what was deleted meanwhile counts, too. */
  record Used(int files, long bytes) {}

  /** A file that is on its way. */
  record Unfinished(long id, String name, long size, long createdAt) {}

  /** A row that the collector looks at. */
  record Due(long id, boolean ready, long createdAt) {}

  // by the index media_owner
  Used used(long ownerId, long since) {
    return handle
        .createQuery(
            """
            select count(*) as files, coalesce(sum(size_bytes), 0) as bytes from media
            where owner_id = :owner and created_at > :since
            """)
        .bind("owner", ownerId)
        .bind("since", since)
        .map((row, _) -> new Used(row.getInt("files"), row.getLong("bytes")))
        .one();
  }

  void begin(long id, long ownerId, String name, long size, long now, long checkAt) {
    handle
        .createUpdate(
            """
            insert into media (media_id, owner_id, name, size_bytes, state, created_at, check_at)
            values (:id, :owner, :name, :size, :state, :now, :check)
            """)
        .bind("id", id)
        .bind("owner", ownerId)
        .bind("name", name)
        .bind("size", size)
        .bind("state", UPLOADING)
        .bind("now", now)
        .bind("check", checkAt)
        .execute();
  }

  Optional<Unfinished> unfinished(long id, long ownerId) {
    return handle
        .createQuery(
            """
            select media_id, name, size_bytes, created_at from media
            where media_id = :id and owner_id = :owner and state = :state
            """)
        .bind("id", id)
        .bind("owner", ownerId)
        .bind("state", UPLOADING)
        .map((row, _) ->
            new Unfinished(
                row.getLong("media_id"),
                row.getString("name"),
                row.getLong("size_bytes"),
                row.getLong("created_at")))
        .findOne();
  }

  /** Says that all is there; false if the upload was given up meanwhile. */
  boolean ready(long id, Inspector.Found found, long size, String sha256) {
    Media.Picture picture = found.picture();
    return handle
            .createUpdate(
                """
                update media set state = :ready, type = :type, kind = :kind, size_bytes = :size,
                  sha256 = :sha256, width = :width, height = :height, placeholder = :placeholder
                where media_id = :id and state = :uploading
                """)
            .bind("id", id)
            .bind("ready", READY)
            .bind("uploading", UPLOADING)
            .bind("type", found.type())
            .bind("kind", found.kind().stored())
            .bind("size", size)
            .bind("sha256", sha256)
            .bind("width", picture == null ? null : (Integer) picture.width())
            .bind("height", picture == null ? null : (Integer) picture.height())
            .bind("placeholder", picture == null ? null : picture.placeholder())
            .execute()
        == 1;
  }

  /** Locks a row that somebody may want to refer to; whether it is there. */
  boolean lock(long id) {
    return handle.execute("update media set check_at = check_at where media_id = ?", id) == 1;
  }

  /** As {@link #gone}, unless all is there by now. */
  void giveUp(long id, long checkAt) {
    handle.execute(
        "update media set state = ?, check_at = ? where media_id = ? and state = ?",
        GONE,
        checkAt,
        id,
        UPLOADING);
  }

  /** Nobody may see it from now on; its bytes are to be deleted. */
  void gone(long id, long checkAt) {
    handle.execute(
        "update media set state = ?, check_at = ? where media_id = ?", GONE, checkAt, id);
  }

  // by the index media_check
  List<Due> due(long now, int most) {
    return handle
        .createQuery(
            """
            select media_id, state, created_at from media where check_at <= :now
            order by check_at, media_id limit :most
            """)
        .bind("now", now)
        .bind("most", most)
        .map((row, _) -> due(row))
        .list();
  }

  /** As it is now, if it is still due. */
  Optional<Due> due(long id, long now) {
    return handle
        .createQuery(
            """
            select media_id, state, created_at from media
            where media_id = :id and check_at <= :now
            """)
        .bind("id", id)
        .bind("now", now)
        .map((row, _) -> due(row))
        .findOne();
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getLong("media_id"), row.getInt("state") == READY, row.getLong("created_at"));
  }

  void checkAt(long id, long at) {
    handle.execute("update media set check_at = ? where media_id = ?", at, id);
  }

  void delete(long id) {
    handle.execute("delete from media where media_id = ? and state = ?", id, GONE);
  }

  // by the index media_owner
  void checkAllOf(long ownerId) {
    handle.execute("update media set check_at = 0 where owner_id = ?", ownerId);
  }
}
