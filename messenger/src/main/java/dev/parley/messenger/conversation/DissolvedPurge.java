package dev.parley.messenger.conversation;

import dev.parley.messenger.Progress;
import dev.parley.messenger.external.ExternalName.Kind;
import dev.parley.messenger.external.ExternalNameTable;
import dev.parley.messenger.media.MediaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes away the rows of conversations whose grace period after dissolving is over. Small
 * transactions, each of which can be the last: what is left is found again. Thread-safe; blocks.
 */
public final class DissolvedPurge {
  /** Rows of one transaction: some milliseconds, so that nobody waits long behind it. */
  private static final int BATCH = 200;

  private static final String DUE =
      """
      select conversation_id from conversation
      where dissolved_at is not null and dissolved_at <= :before
      order by dissolved_at, conversation_id limit 1
      """;

  /** Each with a key that begins with the conversation, and the rest of the key. */
  private static final List<PurgeStep> OWN_TABLES =
      List.of(
          byKey("message_edit", "seq"),
          byKey("mention", "seq"),
          byKey("reaction", "seq"),
          byKey("pinned_message", "seq"),
          byKey("deleted_message", "seq"),
          byKey("message", "seq"),
          byKey("invite", "token_hash"),
          byKey("membership_interval", "user_id"),
          byKey("member", "user_id"),
          (handle, id, _) -> new ExternalNameTable(handle).release(Kind.CONVERSATION, id));

  private final Parts parts;
  private final List<PurgeStep> steps;

  DissolvedPurge(Parts parts, List<PurgeStep> others) {
    this.parts = parts;
    this.steps = new ArrayList<>(others);
    steps.addAll(OWN_TABLES);
  }

  /**
   * Runs one batch.
   *
   * @return rows that were taken away
   */
  public Progress runBatch() {
    long before = parts.clock().millis() - parts.settings().grace().toMillis();
    Optional<Long> due =
        parts
            .transactions()
            .read(handle ->
                handle.createQuery(DUE).bind("before", before).mapTo(Long.class).findOne());
    return due.map(id ->
            new Progress(parts.transactions().write(id, (handle, _) -> purge(handle, id)), true))
        .orElse(Progress.DONE);
  }

  private int purge(Handle handle, long conversationId) {
    int left = BATCH;
    for (PurgeStep step : steps) {
      left -= step.purge(handle, conversationId, left);
      if (left <= 0) {
        return BATCH - left;
      }
    }
    new MediaTable().release(handle, avatar(handle, conversationId));
    return BATCH
        - left
        + handle.execute("delete from conversation where conversation_id = ?", conversationId);
  }

  private static List<Long> avatar(Handle handle, long conversationId) {
    return handle
        .createQuery(
            """
            select avatar_file from conversation
            where conversation_id = :id and avatar_file is not null
            """)
        .bind("id", conversationId)
        .mapTo(Long.class)
        .list();
  }

  /** Takes the lowest values of a column, and with each all its rows. */
  private static PurgeStep byKey(String table, String column) {
    String sql =
        """
        delete from %1$s
        where conversation_id = :id and %2$s in (
          select %2$s from %1$s where conversation_id = :id order by %2$s limit :most)
        """
            .formatted(table, column);
    return (handle, conversationId, most) ->
        handle.createUpdate(sql).bind("id", conversationId).bind("most", most).execute();
  }
}
