package dev.parley.messenger.message;

import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.PurgeStep;
import dev.parley.messenger.conversation.Visible;
import dev.parley.messenger.media.MediaTable;
import dev.parley.messenger.media.MediaUse;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Files of messages: whoever sees such a message may read its file. Stateless. */
public final class Attachments implements MediaUse, PurgeStep {
  // by the index message_file
  private static final String USED = "select 1 from message where file_id = :file limit 1";

  // by the index message_file; a message that is gone has no file
  private static final String PLACES =
      """
      select m.conversation_id, m.seq from message m
        join member u on u.conversation_id = m.conversation_id and u.user_id = :user
        join conversation c on c.conversation_id = m.conversation_id and c.dissolved_at is null
      where m.file_id = :file
      order by m.conversation_id
      """;

  private static final String OF_CONVERSATION =
      """
      select seq, file_id from message where conversation_id = :id and file_id is not null
      order by seq limit :most
      """;

  private final Access access;
  private final MediaTable media = new MediaTable();

  private record Place(long conversationId, long seq) {}

  private record Held(long seq, long fileId) {}

  public Attachments(Access access) {
    this.access = access;
  }

  @Override
  public boolean isUsed(Handle handle, long mediaId) {
    return MediaUse.finds(handle.createQuery(USED).bind("file", mediaId));
  }

  @Override
  public boolean mayRead(Handle handle, long mediaId, long userId) {
    List<Place> places =
        handle
            .createQuery(PLACES)
            .bind("file", mediaId)
            .bind("user", userId)
            .map((row, _) -> new Place(row.getLong("conversation_id"), row.getLong("seq")))
            .list();
    long known = 0; // no conversation has this id
    Visible visible = new Visible(List.of());
    for (Place place : places) {
      if (place.conversationId() != known) {
        known = place.conversationId();
        visible = access.canRead(handle, known, userId).visible();
      }
      if (visible.contains(place.seq())) {
        return true;
      }
    }
    return false;
  }

  /** Lets the files of a dissolved conversation go. */
  @Override
  public int purge(Handle handle, long conversationId, int most) {
    List<Held> held =
        handle
            .createQuery(OF_CONVERSATION)
            .bind("id", conversationId)
            .bind("most", most)
            .map((row, _) -> new Held(row.getLong("seq"), row.getLong("file_id")))
            .list();
    if (held.isEmpty()) {
      return 0;
    }
    media.release(handle, held.stream().map(Held::fileId).distinct().toList());
    return handle
        .createUpdate(
            """
            update message set file_id = null
            where conversation_id = :id and seq <= :last and file_id is not null
            """)
        .bind("id", conversationId)
        .bind("last", held.getLast().seq())
        .execute();
  }
}
