package dev.parley.messenger.message;

import dev.parley.messenger.media.MediaTable;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Takes the content of messages away: text, file, answers, provenance, mentions, earlier forms,
 * reactions, pins, and the words that are searched for. What stays is the stub: number, sender, the
 * sender's name for it, the hash of the request and the counts. Stateless; the caller has locked
 * the conversation.
 */
public final class Erasure {
  private static final List<String> SIDE_TABLES =
      List.of("mention", "message_edit", "reaction", "pinned_message");

  private static final String BLANK =
      """
      update message set body = null, file_id = null, reply_seq = null, forward_sender_id = null,
        forward_sent_at = null, mention_all = 0, edits = 0, edited_at = null
      where conversation_id = :id and seq between :from and :to
      """;

  private static final String PURGED =
      """
      update message set purged_at = :now
      where conversation_id = :id and seq between :from and :to and purged_at is null
      """;

  private static final String FILES =
      """
      select distinct file_id from message
      where conversation_id = :id and seq between :from and :to and file_id is not null
      """;

  private final TextIndex index;
  private final MediaTable media = new MediaTable();

  /** Takes away from this index too what is in it of the messages. */
  public Erasure(TextIndex index) {
    this.index = index;
  }

  /** Blanks and marks a stretch of messages whose time is over; both ends included. */
  public void purge(Handle handle, long conversationId, long from, long to, long now) {
    blank(handle, conversationId, from, to);
    handle
        .createUpdate(PURGED)
        .bind("id", conversationId)
        .bind("from", from)
        .bind("to", to)
        .bind("now", now)
        .execute();
  }

  /** Blanks messages, wherever they lie. */
  public void blank(Handle handle, long conversationId, List<Long> seqs) {
    seqs.forEach(seq -> blank(handle, conversationId, seq, seq));
  }

  /** Blanks a stretch of messages; both ends included. */
  void blank(Handle handle, long conversationId, long from, long to) {
    index.forget(handle, conversationId, from, to);
    media.release(
        handle,
        handle
            .createQuery(FILES)
            .bind("id", conversationId)
            .bind("from", from)
            .bind("to", to)
            .mapTo(Long.class)
            .list());
    for (String table : SIDE_TABLES) {
      stretch(
          handle,
          "delete from " + table + " where conversation_id = :id and seq between :from and :to",
          conversationId,
          from,
          to);
    }
    stretch(handle, BLANK, conversationId, from, to);
  }

  private static void stretch(Handle handle, String sql, long conversationId, long from, long to) {
    handle.createUpdate(sql).bind("id", conversationId).bind("from", from).bind("to", to).execute();
  }
}
