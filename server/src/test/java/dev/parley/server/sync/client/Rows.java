package dev.parley.server.sync.client;

import dev.parley.server.view.ConversationView;
import dev.parley.server.view.LastMessageView;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.MyPlaceView;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of conversations. A row is what the server said of one at a rev and two versions. The
 * next message that it knows whole moves a row on by arithmetic; whatever else may have changed it
 * makes it stale, and it is fetched again. So nothing is counted that could drift.
 */
final class Rows {
  private static final int PREVIEW = 200;

  /** Pinned ones first, then by the last message: as the server lists them. */
  private static final Comparator<ConversationView> ORDER =
      Comparator.comparing((ConversationView row) -> row.me().pinned())
          .thenComparing(ConversationView::activeAt)
          .thenComparing(row -> Long.valueOf(row.id()))
          .reversed();

  private final String me;
  private final Map<String, ConversationView> rows = new LinkedHashMap<>();
  private final Set<String> stale = new LinkedHashSet<>();

  Rows(String me) {
    this.me = me;
  }

  @Nullable ConversationView get(String id) {
    return rows.get(id);
  }

  /** Those that the list shows, in its order. */
  List<ConversationView> listed() {
    return rows.values().stream().sorted(ORDER).toList();
  }

  boolean anyLarge() {
    return rows.values().stream().anyMatch(ConversationView::large);
  }

  static boolean isMember(ConversationView row) {
    return row.me().leftAt() == null;
  }

  /** A snapshot takes the place of everything. */
  void replace(Collection<ConversationView> given) {
    rows.clear();
    stale.clear();
    given.forEach(row -> rows.put(row.id(), row));
  }

  /** Takes an answer, unless it is older than what is shown already: then it is asked for again. */
  boolean put(ConversationView row) {
    ConversationView shown = rows.get(row.id());
    if (shown != null
        && (row.version() < shown.version()
            || row.me().version() < shown.me().version()
            || row.lastRev() < shown.lastRev())) {
      stale.add(row.id());
      return false;
    }
    if (row.listed() && isMember(row)) {
      rows.put(row.id(), row);
    } else {
      rows.remove(row.id()); // whatever brings it back is told
    }
    return true;
  }

  void remove(String id) {
    rows.remove(id);
    stale.remove(id);
  }

  void spoil(String id) {
    stale.add(id);
  }

  /** One that is to be fetched; it counts as fresh from now on. */
  @Nullable String nextStale() {
    if (stale.isEmpty()) {
      return null;
    }
    return stale.iterator().next();
  }

  void asking(String id) {
    stale.remove(id);
  }

  /** A version of the conversation was told. */
  void toldVersion(String id, long version) {
    ConversationView row = rows.get(id);
    if (row == null || row.version() < version) {
      stale.add(id);
    }
  }

  /** A version of the own place was told. */
  void toldPlace(String id, long version) {
    ConversationView row = rows.get(id);
    if (row == null || row.me().version() < version) {
      stale.add(id);
    }
  }

  /** A message came to be known, or changed. */
  void learned(@Nullable MessageView before, MessageView after) {
    ConversationView row = rows.get(after.conversationId());
    if (row == null) {
      stale.add(after.conversationId());
    } else if (after.rev() > row.lastRev()) {
      boolean next = after.rev() == row.lastRev() + 1;
      if (next && after.seq() == row.lastSeq() + 1 && isPlain(after)) {
        rows.put(row.id(), with(row, after));
      } else if (next && before != null && saysTheSame(before, after)) {
        rows.put(row.id(), at(row, after.rev()));
      } else {
        stale.add(row.id());
      }
    }
  }

  /** Whether it counts, or does not, beyond doubt. */
  private boolean isPlain(MessageView message) {
    return message.recalledAt() == null
        && message.purgedAt() == null
        && !(message.senderId().equals(me) && message.mentions().contains(me));
  }

  private static boolean saysTheSame(MessageView before, MessageView after) {
    return before.text().equals(after.text())
        && (before.recalledAt() == null) == (after.recalledAt() == null)
        && (before.purgedAt() == null) == (after.purgedAt() == null)
        && before.mentionsAll() == after.mentionsAll()
        && before.mentions().equals(after.mentions());
  }

  private ConversationView with(ConversationView row, MessageView message) {
    boolean counts = !message.kind().equals("system");
    boolean foreign = !message.senderId().equals(me);
    boolean calls = foreign && (message.mentionsAll() || message.mentions().contains(me));
    String text = message.text();
    int end =
        text.codePointCount(0, text.length()) <= PREVIEW
            ? text.length()
            : text.offsetByCodePoints(0, PREVIEW);
    var last =
        new LastMessageView(
            message.seq(),
            message.id(),
            message.kind(),
            message.senderId(),
            text.substring(0, end),
            message.system(),
            message.sentAt(),
            false);
    return copy(
        row,
        message.seq(),
        message.rev(),
        message.sentAt(),
        row.unread() + (counts && foreign ? 1 : 0),
        row.mentions() + (calls ? 1 : 0),
        last,
        row.listed() || counts);
  }

  private static ConversationView at(ConversationView row, long rev) {
    return copy(
        row,
        row.lastSeq(),
        rev,
        row.activeAt(),
        row.unread(),
        row.mentions(),
        row.lastMessage(),
        row.listed());
  }

  private static ConversationView copy(
      ConversationView row,
      long lastSeq,
      long lastRev,
      String activeAt,
      long unread,
      long mentions,
      @Nullable LastMessageView last,
      boolean listed) {
    return new ConversationView(
        row.id(),
        row.kind(),
        row.title(),
        row.avatarId(),
        row.peer(),
        row.readOnly(),
        row.ownerId(),
        row.memberCount(),
        row.large(),
        lastSeq,
        lastRev,
        row.version(),
        row.purgeSeq(),
        row.retention(),
        row.createdAt(),
        row.updatedAt(),
        activeAt,
        unread,
        mentions,
        last,
        listed,
        row.me());
  }

  /**
   * A row without what it does not promise to keep: how far the log and other devices came, and
   * when anything last changed.
   */
  static ConversationView promised(ConversationView row) {
    MyPlaceView my = row.me();
    var place =
        new MyPlaceView(
            my.role(),
            my.joinedAt(),
            my.leftAt(),
            my.readSeq(),
            0,
            my.clearedSeq(),
            my.silencedUntil(),
            my.mutedUntil(),
            my.notifyLevel(),
            my.pinned(),
            my.markedUnread(),
            my.draft(),
            my.draftAt(),
            my.deletions(),
            my.version());
    return new ConversationView(
        row.id(),
        row.kind(),
        row.title(),
        row.avatarId(),
        row.peer(),
        row.readOnly(),
        row.ownerId(),
        row.memberCount(),
        row.large(),
        row.lastSeq(),
        0,
        row.version(),
        row.purgeSeq(),
        row.retention(),
        row.createdAt(),
        "",
        row.activeAt(),
        row.unread(),
        row.mentions(),
        row.lastMessage(),
        row.listed(),
        place);
  }
}
