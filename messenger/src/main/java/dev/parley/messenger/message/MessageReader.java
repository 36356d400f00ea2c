package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Rows;
import dev.parley.messenger.conversation.Visible;
import dev.parley.messenger.media.MediaTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads messages as somebody sees them, with three statements however many they are. Stateless. */
final class MessageReader {
  // by primary key; what is answered, what is pinned and files by theirs
  static final String MESSAGES =
      """
      select m.*, p.sender_id as reply_sender, p.kind as reply_kind,
        substr(p.body, 1, :excerpt) as reply_text, pin.pinned_at as pinned_at,
        %s
      from message m
      left join message p on p.conversation_id = m.conversation_id and p.seq = m.reply_seq
        and p.recalled_at is null and p.purged_at is null
      left join pinned_message pin
        on pin.conversation_id = m.conversation_id and pin.seq = m.seq
      left join media f on f.media_id = m.file_id and f.state = 1
      where m.conversation_id = :id and m.seq in (<seqs>)
      order by m.seq
      """
          .formatted(MediaTable.JOINED);

  static final String REACTIONS =
      """
      select seq, emoji, count(*) as times, max(case when user_id = :user then 1 else 0 end) as mine
      from reaction where conversation_id = :id and seq in (<seqs>)
      group by seq, emoji
      order by seq, min(created_at), emoji
      """;

  static final String MENTIONS =
      """
      select seq, user_id from mention where conversation_id = :id and seq in (<seqs>)
      order by seq, user_id
      """;

  /** Nobody: for events, whose readers differ. */
  private static final long NOBODY = 0;

  /**
   * Messages for one reader.
   *
   * @param seqs no more than a page, all visible to the reader
   * @return ascending by seq
   */
  List<Message> read(
      Handle handle, long conversationId, Collection<Long> seqs, long userId, Visible visible) {
    return load(handle, conversationId, List.copyOf(seqs), userId, visible);
  }

  /** One message as an event tells of it. */
  Message forAll(Handle handle, long conversationId, long seq) {
    return load(handle, conversationId, List.of(seq), NOBODY, new Visible(List.of())).getFirst();
  }

  private static List<Message> load(
      Handle handle, long conversationId, List<Long> seqs, long userId, Visible visible) {
    if (seqs.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Message.ReactionCount>> reactions = new HashMap<>();
    handle
        .createQuery(REACTIONS)
        .bind("id", conversationId)
        .bind("user", userId)
        .bindList("seqs", seqs)
        .map((row, _) ->
            reactions
                .computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>())
                .add(
                    new Message.ReactionCount(
                        row.getString("emoji"), row.getInt("times"), row.getInt("mine") == 1)))
        .list();
    Map<Long, List<Long>> mentions = new HashMap<>();
    handle
        .createQuery(MENTIONS)
        .bind("id", conversationId)
        .bindList("seqs", seqs)
        .map((row, _) ->
            mentions
                .computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>())
                .add(row.getLong("user_id")))
        .list();
    return handle
        .createQuery(MESSAGES)
        .bind("id", conversationId)
        .bind("excerpt", Bound.REPLY_EXCERPT.count())
        .bindList("seqs", seqs)
        .map((row, _) -> message(row, visible, mentions, reactions))
        .list();
  }

  private static Message message(
      ResultSet row,
      Visible visible,
      Map<Long, List<Long>> mentions,
      Map<Long, List<Message.ReactionCount>> reactions)
      throws SQLException {
    long seq = row.getLong("seq");
    return new Message(
        row.getLong("conversation_id"),
        seq,
        row.getLong("message_id"),
        row.getLong("rev"),
        row.getLong("sender_id"),
        row.getString("client_msg_id"),
        MessageKind.of(row.getInt("kind")),
        Rows.text(row, "body"),
        MediaTable.joined(row),
        reply(row, visible),
        MessageTable.forwarded(row),
        mentions.getOrDefault(seq, List.of()),
        row.getInt("mention_all") == 1,
        row.getInt("edits"),
        row.getLong("sent_at"),
        Rows.longOrNull(row, "edited_at"),
        Rows.longOrNull(row, "recalled_at"),
        Rows.longOrNull(row, "recalled_by"),
        Rows.longOrNull(row, "purged_at"),
        Rows.longOrNull(row, "pinned_at"),
        reactions.getOrDefault(seq, List.of()));
  }

  private static Message.@Nullable Reply reply(ResultSet row, Visible visible) throws SQLException {
    Long seq = Rows.longOrNull(row, "reply_seq");
    if (seq == null) {
      return null;
    }
    Long sender = Rows.longOrNull(row, "reply_sender");
    return new Message.Reply(
        seq,
        sender == null || !visible.contains(seq)
            ? null
            : new Message.Excerpt(
                sender, MessageKind.of(row.getInt("reply_kind")), Rows.text(row, "reply_text")));
  }
}
