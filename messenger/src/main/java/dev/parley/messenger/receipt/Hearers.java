package dev.parley.messenger.receipt;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.MemberTable;
import dev.parley.messenger.conversation.Visible;
import dev.parley.messenger.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Who may hear of a message at this moment, for those who push messages to people and not to a
 * channel: whoever is present and was so when it was sent. Thread-safe; blocks for a read.
 */
public final class Hearers {
  private static final int TOGETHER = 500;

  // Up to the greatest of these nothing is unread, and nothing below the last two is to be seen.
  private static final String MAY_HEAR =
      """
      select user_id, read_seq, join_seq, clear_seq, deletions from member
      where conversation_id = :id and user_id in (<users>) and left_seq is null
        and join_seq <= :seq and clear_seq < :seq
      order by user_id
      """;

  private static final String LAST =
      """
      select seq, message_id, sender_id from message
      where conversation_id = :id and counts = 1 and recalled_at is null
      order by seq desc limit :limit
      """;

  private final Transactions transactions;
  private final ConversationTable conversations = new ConversationTable();
  private final MemberTable members = new MemberTable();
  private final Access access;

  public Hearers(Transactions transactions, Access access) {
    this.transactions = transactions;
    this.access = access;
  }

  /**
   * One who may hear of it.
   *
   * @param unread ids of those of the conversation's last {@code Bound.UNREAD_SHOWN} messages that
   *     the user has not read, the newest last
   */
  public record Hearer(long userId, List<Long> unread) {}

  /** Those who may hear of a message, and the conversation that it is in. */
  public record Audience(Conversation conversation, List<Hearer> hearers) {}

  /** A member, and whether single messages are deleted for that one. */
  private record Place(long userId, long position, boolean deletes) {}

  private record Recent(long seq, long messageId, long senderId) {}

  /**
   * Those members who may hear of a message, by id.
   *
   * @param wanted users who are asked for; may change meanwhile
   * @return empty if the conversation is gone
   */
  public Optional<Audience> of(Message message, Set<Long> wanted) {
    return transactions.read(handle ->
        conversations
            .find(handle, message.conversationId())
            .filter(found -> found.dissolvedAt() == null)
            .map(found -> new Audience(found, hearers(handle, found, message.seq(), wanted))));
  }

  private List<Hearer> hearers(
      Handle handle, Conversation conversation, long seq, Set<Long> wanted) {
    List<Long> asked = asked(handle, conversation, wanted);
    var places = new ArrayList<Place>();
    for (int from = 0; from < asked.size(); from += TOGETHER) {
      List<Long> some = asked.subList(from, Math.min(asked.size(), from + TOGETHER));
      places.addAll(places(handle, conversation, seq, some));
    }
    if (places.isEmpty()) {
      return List.of();
    }
    List<Recent> recent = recent(handle, conversation.id()).reversed();
    return places.stream()
        .map(place -> new Hearer(place.userId, unread(handle, conversation, recent, place)))
        .toList();
  }

  /** Goes by the members only where that is less than to ask for everybody. */
  private List<Long> asked(Handle handle, Conversation conversation, Set<Long> wanted) {
    if (wanted.size() <= TOGETHER) {
      return wanted.stream().sorted().toList();
    }
    return members.present(handle, conversation.id()).stream().filter(wanted::contains).toList();
  }

  private static List<Place> places(
      Handle handle, Conversation conversation, long seq, List<Long> users) {
    return handle
        .createQuery(MAY_HEAR)
        .bind("id", conversation.id())
        .bind("seq", seq)
        .bindList("users", users)
        .map((row, _) -> {
          long seen = Math.max(row.getLong("clear_seq"), conversation.purgeSeq());
          long position = Math.max(row.getLong("read_seq"), row.getLong("join_seq") - 1);
          return new Place(
              row.getLong("user_id"), Math.max(seen, position), row.getLong("deletions") > 0);
        })
        .list();
  }

  private static List<Recent> recent(Handle handle, long conversationId) {
    return handle
        .createQuery(LAST)
        .bind("id", conversationId)
        .bind("limit", Bound.UNREAD_SHOWN.value())
        .map((row, _) ->
            new Recent(row.getLong("seq"), row.getLong("message_id"), row.getLong("sender_id")))
        .list();
  }

  private List<Long> unread(
      Handle handle, Conversation conversation, List<Recent> recent, Place place) {
    List<Recent> unread =
        recent.stream()
            .filter(one -> one.seq > place.position && one.senderId != place.userId)
            .toList();
    if (place.deletes) {
      Visible visible = access.canRead(handle, conversation, place.userId).visible();
      unread = unread.stream().filter(one -> visible.contains(one.seq)).toList();
    }
    return unread.stream().map(Recent::messageId).toList();
  }
}
