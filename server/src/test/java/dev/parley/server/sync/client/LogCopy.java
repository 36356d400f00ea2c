package dev.parley.server.sync.client;

import dev.parley.server.view.MessageView;
import dev.parley.server.view.ReplyView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of one conversation as they were at a rev. Each change of the log has a rev
 * of its own, without holes, so that bodies are applied by the gap rule, and what is missing is
 * asked for by the rev.
 */
final class LogCopy {
  private static final int EXCERPT = 160;

  /** Told of each message that is new or was changed, with what was held before. */
  interface Listener {
    void learned(@Nullable MessageView before, MessageView after);
  }

  private final String id;
  private final int most;
  private final Listener listener;
  private final TreeMap<Long, MessageView> messages = new TreeMap<>();
  private final InOrder<MessageView> revs;

  /** Below it nothing is held. */
  private long from;

  /** Highest seq that was looked for, visible or not. */
  private long top;

  /** What the reader deleted, as far as it is known here, and how many deletions that were. */
  private final Set<Long> gone = new HashSet<>();

  private long deletions;
  private long knownDeletions;
  private long behindSince = Long.MAX_VALUE;
  private long knownSeq;

  /**
   * A copy of the end of a log.
   *
   * @param most messages to hold
   */
  LogCopy(
      String id, int most, List<MessageView> end, boolean hasBefore, long rev, Listener listener) {
    this.id = id;
    this.most = most;
    this.listener = listener;
    this.revs = new InOrder<>(rev);
    end.forEach(message -> messages.put(message.seq(), message));
    this.from = hasBefore && !end.isEmpty() ? end.getFirst().seq() : 0;
    this.top = end.isEmpty() ? 0 : end.getLast().seq();
    this.knownSeq = top;
    trim();
  }

  String id() {
    return id;
  }

  long rev() {
    return revs.at();
  }

  long from() {
    return from;
  }

  /** Ascending by seq; dense, as far as the user may see, unless the copy is behind. */
  List<MessageView> messages() {
    return List.copyOf(messages.values());
  }

  /** There are changes up to this rev. */
  void toldRev(long rev, long now) {
    revs.told(rev, now);
  }

  /** There are messages up to this number. */
  void toldSeq(long seq, long now) {
    knownSeq = Math.max(knownSeq, seq);
    if (knownSeq > top && behindSince == Long.MAX_VALUE) {
      behindSince = now;
    }
  }

  /** The reader has made so many deletions. */
  void toldDeletions(long made) {
    knownDeletions = Math.max(knownDeletions, made);
  }

  boolean lacksDeletions() {
    return deletions < knownDeletions;
  }

  /** How many deletions this stands for. */
  long deletions() {
    return deletions;
  }

  /** Deletions were asked for. */
  void took(Transport.Deleted deleted) {
    gone.addAll(deleted.seqs());
    deletions = Math.max(deletions, deleted.deletions());
    messages.keySet().removeAll(gone);
    unquote(gone::contains);
  }

  boolean isBehind() {
    return revs.isBehind() || knownSeq > top || lacksDeletions();
  }

  boolean isDue(long now) {
    return lacksDeletions()
        || revs.isDue(now)
        || (knownSeq > top && now - behindSince >= InOrder.GAP_MILLIS);
  }

  /** How many changes are missing at least. */
  long missing() {
    return revs.known() - revs.at();
  }

  /** A body came by push. */
  void heard(MessageView message, long now) {
    revs.offer(message.rev(), message, now);
    MessageView next;
    while ((next = revs.peek()) != null) {
      MessageView whole = completed(next);
      if (whole == null) {
        revs.refuse();
        return;
      }
      revs.reach(whole.rev());
      put(whole);
    }
  }

  /** Changes were asked for; in the order of their revs. */
  void pulled(Transport.LogPage page, long knownBefore) {
    page.messages().stream().filter(message -> message.rev() > revs.at()).forEach(this::put);
    revs.reach(page.rev());
    if (!page.hasAfter()) {
      top = Math.max(top, knownBefore); // what did not come cannot be seen
      settle();
    }
  }

  long knownSeq() {
    return knownSeq;
  }

  private void settle() {
    if (knownSeq <= top) {
      behindSince = Long.MAX_VALUE;
    }
  }

  /** Nothing up to this number may be seen any more, nor quoted. */
  void clear(long seq) {
    messages.headMap(seq, true).clear();
    unquote(answered -> answered <= seq);
  }

  private void unquote(LongPredicate which) {
    messages.replaceAll((_, one) -> {
      ReplyView reply = one.reply();
      return reply == null || !which.test(reply.seq())
          ? one
          : with(one, new ReplyView(reply.seq(), null, null, null), one.reactions());
    });
  }

  private void put(MessageView message) {
    if (gone.contains(message.seq())) {
      top = Math.max(top, message.seq());
      settle();
      return;
    }
    MessageView before = messages.get(message.seq());
    if (message.seq() >= from) {
      messages.put(message.seq(), message);
    }
    top = Math.max(top, message.seq());
    settle();
    requote(message);
    trim();
    listener.learned(before, message);
  }

  private void trim() {
    while (messages.size() > most) {
      from = messages.pollFirstEntry().getKey() + 1;
    }
  }

  /**
   * An event leaves out what differs from reader to reader: which reactions are the reader's own,
   * and how an answered message begins. Completes it from what is held; null if that cannot tell.
   */
  private @Nullable MessageView completed(MessageView event) {
    if (event.seq() < from || gone.contains(event.seq())) {
      return event; // not held itself; perhaps an answer to it is
    }
    MessageView held = messages.get(event.seq());
    if (held != null) {
      return sameCounts(held.reactions(), event.reactions())
          ? with(event, event.reply() == null ? null : held.reply(), held.reactions())
          : null;
    }
    if (event.seq() != top + 1 || !event.reactions().isEmpty()) {
      return null;
    }
    ReplyView answered = event.reply();
    ReplyView quote = answered == null ? null : quote(answered.seq());
    return answered == null || quote != null ? with(event, quote, List.of()) : null;
  }

  private static boolean sameCounts(
      List<MessageView.ReactionCount> held, List<MessageView.ReactionCount> told) {
    return counts(held).equals(counts(told));
  }

  private static List<String> counts(List<MessageView.ReactionCount> reactions) {
    return reactions.stream().map(one -> one.emoji() + one.count()).toList();
  }

  /** How a held message begins, as the server would say; null if it is not held. */
  private @Nullable ReplyView quote(long seq) {
    MessageView answered = messages.get(seq);
    return answered == null || answered.kind().equals("system") ? null : quoteOf(answered);
  }

  private static ReplyView quoteOf(MessageView answered) {
    if (answered.recalledAt() != null || answered.purgedAt() != null) {
      return new ReplyView(answered.seq(), null, null, null);
    }
    String text = answered.text();
    int end =
        text.codePointCount(0, text.length()) <= EXCERPT
            ? text.length()
            : text.offsetByCodePoints(0, EXCERPT);
    return new ReplyView(
        answered.seq(), answered.senderId(), answered.kind(), text.substring(0, end));
  }

  /** Answers show the message that they answer as it is now. */
  private void requote(MessageView answered) {
    if (answered.kind().equals("system")) {
      return;
    }
    NavigableMap<Long, MessageView> later = messages.tailMap(answered.seq(), false);
    var answers = new ArrayList<MessageView>();
    later.values().stream().filter(one -> shows(one.reply(), answered.seq())).forEach(answers::add);
    answers.forEach(one -> messages.put(one.seq(), with(one, quoteOf(answered), one.reactions())));
  }

  /** What shows nothing of it may not. */
  private static boolean shows(@Nullable ReplyView reply, long seq) {
    return reply != null && reply.seq() == seq && reply.senderId() != null;
  }

  private static MessageView with(
      MessageView m, @Nullable ReplyView reply, List<MessageView.ReactionCount> reactions) {
    return new MessageView(
        m.conversationId(),
        m.seq(),
        m.id(),
        m.rev(),
        m.senderId(),
        m.clientMsgId(),
        m.kind(),
        m.text(),
        m.system(),
        m.fileId(),
        m.file(),
        reply,
        m.forwarded(),
        m.mentions(),
        m.mentionsAll(),
        m.edits(),
        m.sentAt(),
        m.editedAt(),
        m.recalledAt(),
        m.recalledBy(),
        m.purgedAt(),
        m.pinnedAt(),
        reactions);
  }
}
