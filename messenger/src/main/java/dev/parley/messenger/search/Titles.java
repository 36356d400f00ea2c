package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.Reading;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the groups that somebody is in by their title. Thread-safe; blocks. */
public final class Titles {
  private static final Comparator<FoundGroup> BEST =
      Comparator.<FoundGroup>comparingLong(FoundGroup::score)
          .thenComparingLong(found -> found.conversation().lastMessageAt())
          .thenComparingLong(found -> found.conversation().id())
          .reversed();

  private final Transactions transactions;
  private final Access access;

  public Titles(Transactions transactions, Access access) {
    this.transactions = transactions;
    this.access = access;
  }

  /**
   * A group.
   *
   * @param highlights parts of its title
   */
  public record FoundGroup(Conversation conversation, List<Range> highlights, long score) {
    public FoundGroup {
      highlights = List.copyOf(highlights);
    }
  }

  /**
   * Groups whose title holds all words, the best and then the liveliest first.
   *
   * @param text words; filters in it are for messages and are passed over
   * @throws dev.parley.messenger.Refusal {@code field-too-long}, {@code invalid-field}
   */
  public List<FoundGroup> find(long userId, @Nullable String text, int limit) {
    List<Phrase> phrases = Question.of(text).phrases();
    if (phrases.isEmpty()) {
      return List.of();
    }
    List<Reading> all =
        transactions.read(
            handle -> access.allReadable(handle, userId, Bound.SEARCH_CONVERSATIONS.count()));
    return all.stream()
        .filter(reading -> reading.member().isPresent())
        .flatMap(reading -> match(reading.conversation(), phrases).stream())
        .sorted(BEST)
        .limit(limit)
        .toList();
  }

  private static Optional<FoundGroup> match(Conversation group, List<Phrase> phrases) {
    String title = group.title();
    return title == null
        ? Optional.empty()
        : Match.ofAll(phrases, Words.of(title))
            .map(match -> new FoundGroup(group, match.ranges(), match.points()));
  }

  /** Whether a group is called so. */
  static boolean holds(Conversation group, List<Phrase> phrases) {
    return !phrases.isEmpty() && match(group, phrases).isPresent();
  }
}
