package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emoji below messages. Adding one twice, or removing what is not there, changes nothing. */
public final class Reactions {
  private final Transactions transactions;
  private final LogChange change;
  private final Access access;
  private final InstantSource clock;
  private final MessageTable messages = new MessageTable();
  private final ReactionTable reactions = new ReactionTable();

  public Reactions(
      Transactions transactions, LogChange change, Access access, InstantSource clock) {
    this.transactions = transactions;
    this.change = change;
    this.access = access;
    this.clock = clock;
  }

  /** Who put what below a message, and when (epoch milliseconds). */
  public record Reaction(long userId, String emoji, long at) {}

  /** Some of the reactions, ordered by user and emoji. */
  public record Page(List<Reaction> reactions, boolean hasMore) {
    public Page {
      reactions = List.copyOf(reactions);
    }
  }

  /**
   * Adds a reaction.
   *
   * @throws Refusal {@code invalid-field}; {@code limit-reached} above {@code
   *     Bound.REACTIONS_PER_MESSAGE} or {@code Bound.EMOJI_PER_MESSAGE}; and as {@link
   *     Access#mayPost} says
   */
  public Message add(long conversationId, long seq, long userId, String emoji) {
    Emoji.require(emoji);
    return change.run(
        conversationId,
        seq,
        userId,
        (open, revision) -> {
          access.mayPost(open.handle(), open.conversation(), userId);
          open.requireContent();
          var tally = reactions.tally(open.handle(), conversationId, seq, emoji);
          if (!reactions.add(open.handle(), conversationId, seq, userId, emoji, clock.millis())) {
            return null;
          }
          requireRoom(tally);
          messages.touch(open.handle(), conversationId, seq, revision.take());
          return new LogChange.Done(MessageChanged.What.REACTED, emoji);
        });
  }

  private static void requireRoom(ReactionTable.Tally before) {
    if (before.all() >= Bound.REACTIONS_PER_MESSAGE.value()
        || (!before.known() && before.kinds() >= Bound.EMOJI_PER_MESSAGE.value())) {
      throw Refusal.of(
          RefusalCode.LIMIT_REACHED,
          "a message takes %d reactions of %d kinds"
              .formatted(Bound.REACTIONS_PER_MESSAGE.value(), Bound.EMOJI_PER_MESSAGE.value()));
    }
  }

  /** Removes an own reaction; also while silenced or blocked. */
  public Message remove(long conversationId, long seq, long userId, String emoji) {
    Emoji.require(emoji);
    return change.run(
        conversationId,
        seq,
        userId,
        (open, revision) -> {
          if (!reactions.remove(open.handle(), conversationId, seq, userId, emoji)) {
            return null;
          }
          messages.touch(open.handle(), conversationId, seq, revision.take());
          return new LogChange.Done(MessageChanged.What.REACTION_REMOVED, emoji);
        });
  }

  /**
   * Who reacted, to whoever may see the message.
   *
   * @param after the last one of the page before; {@code null} for the first page
   * @param limit 1..{@code Bound.PAGE}
   */
  public Page who(long conversationId, long seq, long userId, @Nullable Reaction after, int limit) {
    dev.parley.messenger.Page.limit(limit);
    return transactions.read(handle -> {
      if (!access.canRead(handle, conversationId, userId).visible().contains(seq)) {
        throw LogChange.notFound();
      }
      var found =
          reactions.page(
              handle,
              conversationId,
              seq,
              after == null ? 0 : after.userId(),
              after == null ? "" : after.emoji(),
              limit + 1);
      return new Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    });
  }
}
