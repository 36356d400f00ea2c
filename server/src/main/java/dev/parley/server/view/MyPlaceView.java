package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.conversation.Member;
import dev.parley.messenger.conversation.NotifyLevel;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reader's own place in a conversation. Nobody else sees it, but role and silence.
 *
 * @param role {@code member}, {@code admin} or {@code owner}
 * @param joinedAt ISO 8601, UTC
 * @param leftAt since when the reader is a former member; null while present
 * @param readSeq up to here everything was read
 * @param deliveredSeq up to here everything has reached a device
 * @param clearedSeq up to here the reader deleted the conversation for oneself
 * @param silencedUntil may not write until then, set by an admin
 * @param mutedUntil no notifications until then, set by the reader
 * @param notifyLevel {@code all}, {@code mentions} or {@code none}; null as the account says
 * @param pinned whether it is kept at the top of the list
 * @param markedUnread shown as unread, whatever was read
 * @param draft what was typed and not sent; empty for nothing
 * @param draftAt of its last change
 * @param deletions how many messages the reader ever deleted for oneself here; a copy that stands
 *     for fewer asks for the others
 * @param version moves with every change of these
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MyPlaceView(
    String role,
    String joinedAt,
    @Nullable String leftAt,
    long readSeq,
    long deliveredSeq,
    long clearedSeq,
    @Nullable String silencedUntil,
    @Nullable String mutedUntil,
    @Nullable String notifyLevel,
    boolean pinned,
    boolean markedUnread,
    String draft,
    @Nullable String draftAt,
    long deletions,
    long version) {

  public static MyPlaceView of(Member member) {
    String draft = member.draft();
    NotifyLevel level = member.notifyLevel();
    return new MyPlaceView(
        member.role().name().toLowerCase(Locale.ROOT),
        Texts.time(member.joinedAt()),
        Texts.timeOrNull(member.leftAt()),
        member.readSeq(),
        member.deliveredSeq(),
        member.clearSeq(),
        Texts.timeOrNull(member.silencedUntil()),
        Texts.timeOrNull(member.mutedUntil()),
        level == null ? null : level.text(),
        member.pinnedAt() != null,
        member.markedUnread(),
        draft == null ? "" : draft,
        Texts.timeOrNull(member.draftAt()),
        member.deletions(),
        member.version());
  }
}
