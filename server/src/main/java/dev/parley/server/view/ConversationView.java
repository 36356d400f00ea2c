package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationSummary;
import dev.parley.messenger.conversation.Retention;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as one of its members sees it.
 *
 * @param id stable; a string of digits
 * @param kind {@code direct} or {@code group}
 * @param title of a group; null for a direct one, which is called by its peer
 * @param avatarId of a group: a file; null for none
 * @param peer the other one of a direct conversation; null for a group
 * @param readOnly true if nobody can answer: the conversation with the server itself
 * @param ownerId of a group
 * @param memberCount how many are present
 * @param large true if it gets no entries in its members' logs: they compare heads
 * @param lastSeq number of the last message, 0 if there is none
 * @param lastRev moves with every change of the log
 * @param version moves with every change that members see, except new messages
 * @param purgeSeq messages up to it are gone for everybody: copies of them, and what answers quote
 *     of them, are to be dropped
 * @param retention how long messages are kept: {@code server} as the server's rule says, {@code
 *     forever}, or a time such as {@code 7d}
 * @param createdAt ISO 8601, UTC
 * @param updatedAt ISO 8601, UTC
 * @param activeAt of the last message; the list's order
 * @param unread messages of others above the read position
 * @param mentions how many of them call the reader
 * @param lastMessage the last one that the reader may see
 * @param listed whether it is in the reader's list, or among those left: not after the reader
 *     deleted it for oneself, until something new comes
 * @param me the reader's own place
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConversationView(
    String id,
    String kind,
    @Nullable String title,
    @Nullable String avatarId,
    @Nullable PersonView peer,
    boolean readOnly,
    @Nullable String ownerId,
    int memberCount,
    boolean large,
    long lastSeq,
    long lastRev,
    long version,
    long purgeSeq,
    String retention,
    String createdAt,
    String updatedAt,
    String activeAt,
    long unread,
    long mentions,
    @Nullable LastMessageView lastMessage,
    boolean listed,
    MyPlaceView me) {

  /**
   * Of a row of the reader's list.
   *
   * @param people holds the peer, if there is one
   */
  public static ConversationView of(ConversationSummary summary, Map<Long, Profile> people) {
    Conversation conversation = summary.conversation();
    Long peer = peer(summary);
    return new ConversationView(
        Texts.id(conversation.id()),
        conversation.kind().name().toLowerCase(Locale.ROOT),
        conversation.title(),
        Texts.idOrNull(conversation.avatarFile()),
        peer == null ? null : PersonView.in(people, peer),
        peer != null && peer == Accounts.SYSTEM_USER,
        Texts.idOrNull(conversation.ownerId()),
        conversation.memberCount(),
        conversation.large(),
        conversation.lastSeq(),
        conversation.lastRev(),
        conversation.version(),
        conversation.purgeSeq(),
        new Retention(conversation.retentionSeconds()).text(),
        Texts.time(conversation.createdAt()),
        Texts.time(conversation.updatedAt()),
        Texts.time(conversation.lastMessageAt()),
        summary.unread(),
        summary.mentions(),
        LastMessageView.of(summary.last()),
        summary.isListed(),
        MyPlaceView.of(summary.member()));
  }

  /** The other one of a direct conversation; null for a group. */
  public static @Nullable Long peer(ConversationSummary summary) {
    Conversation conversation = summary.conversation();
    return conversation.isDirect() ? (Long) conversation.peerOf(summary.member().userId()) : null;
  }
}
