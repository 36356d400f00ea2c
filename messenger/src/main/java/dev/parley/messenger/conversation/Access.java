package dev.parley.messenger.conversation;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.contact.BlockTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The one place that says who may read, post and administer. Every path to a conversation asks it:
 * requests, sockets, files, search, export. Stateless: what it says holds for the transaction of
 * the given handle; where it must hold until the commit, lock the conversation first.
 *
 * <p>A conversation that does not exist, one of other people and a dissolved one all give the same
 * {@code not-found}.
 */
public final class Access {
  private final ConversationTable conversations;
  private final MemberTable members;
  private final BlockTable blocks;
  private final InstantSource clock;
  private final SummaryTable summaries = new SummaryTable();

  public Access(
      ConversationTable conversations,
      MemberTable members,
      BlockTable blocks,
      InstantSource clock) {
    this.conversations = conversations;
    this.members = members;
    this.blocks = blocks;
    this.clock = clock;
  }

  /** The one answer for whatever a user may not know of. */
  public static Refusal notFound() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such conversation");
  }

  /**
   * For reading what was said: members, and former members up to their leaving.
   *
   * @throws Refusal {@code not-found}
   */
  public Reading canRead(Handle handle, long conversationId, long userId) {
    Conversation conversation =
        conversations
            .find(handle, conversationId)
            .filter(found -> found.dissolvedAt() == null)
            .orElseThrow(Access::notFound);
    return canRead(handle, conversation, userId);
  }

  /** As {@link #canRead(Handle, long, long)}, with a row that was locked or changed just now. */
  public Reading canRead(Handle handle, Conversation conversation, long userId) {
    Member member = members.find(handle, conversation.id(), userId).orElseThrow(Access::notFound);
    return new Reading(conversation, member, members.visible(handle, conversation, member));
  }

  /**
   * All that a user may read, as {@link #canRead(Handle, long, long)} says of each.
   *
   * @param most those with the latest messages, if there are more
   */
  public List<Reading> allReadable(Handle handle, long userId, int most) {
    return summaries.readable(handle, userId, most).stream()
        .map(row ->
            new Reading(
                row.conversation(),
                row.member(),
                members.visible(handle, row.conversation(), row.member())))
        .toList();
  }

  /**
   * For what goes on at this moment (live events, presence, typing): present members only.
   *
   * @throws Refusal {@code not-found}
   */
  public Reading canFollow(Handle handle, long conversationId, long userId) {
    Reading reading = canRead(handle, conversationId, userId);
    if (!reading.member().isPresent()) {
      throw notFound();
    }
    return reading;
  }

  /**
   * For writing into the log: present, not silenced, and in a direct conversation not blocked. To
   * the server's own account nobody writes, and nobody can block it.
   *
   * @param conversation a row that was locked or changed just now
   * @throws Refusal {@code not-found} for strangers, {@code not-allowed} for former members and
   *     whoever is blocked, {@code silenced}, {@code blocked} for who blocks the other, or {@code
   *     read-only-conversation}
   */
  public Member mayPost(Handle handle, Conversation conversation, long userId) {
    Member member = members.find(handle, conversation.id(), userId).orElseThrow(Access::notFound);
    requirePresent(member);
    Long until = member.silencedUntil();
    if (until != null && until > clock.millis()) {
      throw Refusal.until(
          RefusalCode.SILENCED,
          Duration.ofMillis(until - clock.millis()),
          "an admin has silenced you in this group");
    }
    if (conversation.isDirect()) {
      long peer = conversation.peerOf(userId);
      if (peer == Accounts.SYSTEM_USER) {
        throw Refusal.of(
            RefusalCode.READ_ONLY_CONVERSATION, "the server's notices cannot be answered");
      }
      requireUnblocked(handle, userId, peer);
    }
    return member;
  }

  /**
   * For what needs a role: renaming, members, invitations, pins of others.
   *
   * @param conversation a row that was locked just now
   * @throws Refusal {@code not-found} for strangers, {@code not-allowed} below the role and in
   *     direct conversations
   */
  public Member mayAdminister(Handle handle, Conversation conversation, long userId, Role least) {
    Member member = members.find(handle, conversation.id(), userId).orElseThrow(Access::notFound);
    requirePresent(member);
    if (conversation.isDirect()) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "this needs a group");
    }
    if (!member.role().isAtLeast(least)) {
      throw Refusal.of(
          RefusalCode.NOT_ALLOWED,
          least == Role.OWNER
              ? "only the owner of the group may do this"
              : "only admins of the group may do this");
    }
    return member;
  }

  /**
   * For a direct message from one user to another.
   *
   * @throws Refusal {@code blocked} if the first blocks the second; {@code not-allowed} if it is
   *     the other way round, in words that do not tell so
   */
  public void requireUnblocked(Handle handle, long userId, long peerId) {
    if (userId == Accounts.SYSTEM_USER || !blocks.blockedBetween(handle, userId, peerId)) {
      return;
    }
    throw blocks.blocks(handle, userId, peerId)
        ? Refusal.of(RefusalCode.BLOCKED, "you have blocked this person; unblock to write")
        : Refusal.of(RefusalCode.NOT_ALLOWED, "this person cannot be written to");
  }

  private static void requirePresent(Member member) {
    if (!member.isPresent()) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "you are no longer in this conversation");
    }
  }
}
