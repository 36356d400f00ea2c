package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Cursor;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Reading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages that their reader may see. All words must be there; only if no message holds them
 * all, those are shown that hold at least half, and the answer says so. The best come first: words
 * that stand together as they were typed, whole words, short messages, recent ones. Thread-safe;
 * blocks.
 */
public final class Search {
  private static final long RECENCY = 250;
  private static final long HALF_LIFE_MILLIS = Duration.ofDays(30).toMillis();

  /** The better one first; both numbers decrease, so that a cursor is one of them. */
  private static final Comparator<Hit> BEST =
      Comparator.comparingLong(Hit::score).thenComparingLong(Hit::messageId).reversed();

  private final Transactions transactions;
  private final Access access;
  private final People people;
  private final InstantSource clock;
  private final RowTable rows = new RowTable();

  public Search(Transactions transactions, Access access, People people, InstantSource clock) {
    this.transactions = transactions;
    this.access = access;
    this.people = people;
    this.clock = clock;
  }

  /** Where a page begins: {@code half} and {@code at} are those of the first page. */
  private record Position(boolean half, long at, long score, long messageId) {
    static Position of(@Nullable String cursor, long now) {
      long[] numbers = Cursor.parse(cursor, 0, now, Long.MAX_VALUE, Long.MAX_VALUE);
      return new Position(numbers[0] == 1, numbers[1], numbers[2], numbers[3]);
    }

    boolean isBefore(Hit hit) {
      return hit.score() < score || (hit.score() == score && hit.messageId() < messageId);
    }

    String behind(Hit last) {
      return Cursor.of(half ? 1 : 0, at, last.score(), last.messageId());
    }
  }

  /** A search whose parts were checked and looked up. */
  private record Plan(
      Scope scope, List<Phrase> phrases, Set<Long> senders, Set<Has> has, SeqSpan span) {
    /** What every hit stands under beside its words. */
    List<Wanted> filters() {
      Stream<Wanted> from =
          senders.isEmpty()
              ? Stream.empty()
              : Stream.of(new Wanted(senders.stream().map(Terms::sender).toList(), false));
      return Stream.concat(from, has.stream().map(one -> Wanted.exactly(one.term()))).toList();
    }

    List<Phrase.Part> words() {
      return phrases.stream()
          .flatMap(phrase -> phrase.parts().stream())
          .map(part -> part.alone().parts().getFirst())
          .distinct()
          .sorted(Comparator.comparingInt(Phrase.Part::weight).reversed())
          .limit(Bound.SEARCH_LOOKUPS.count())
          .toList();
    }
  }

  /**
   * One page of messages.
   *
   * @throws Refusal {@code invalid-field} or {@code field-too-long} with the field, {@code
   *     invalid-cursor}, {@code not-found} for a conversation that the asker may not see
   */
  public FoundMessages messages(MessageSearch asked) {
    int limit = Page.limit(asked.limit());
    long now = clock.millis();
    var position = Position.of(asked.cursor(), now);
    Question question = question(asked);
    return transactions.read(handle -> {
      Optional<Plan> plan = plan(handle, asked, question);
      if (plan.isEmpty()) {
        return FoundMessages.NONE;
      }
      return new Run(handle, plan.get(), now + Bound.SEARCH_MILLIS.value()).page(position, limit);
    });
  }

  private static Question question(MessageSearch asked) {
    Question typed = Question.of(asked.text());
    Set<Has> has = EnumSet.noneOf(Has.class);
    has.addAll(typed.has());
    if (asked.has() != null) {
      has.add(Question.has("has", asked.has()));
    }
    Long before = asked.before() == null ? typed.before() : time("before", asked.before());
    Long after = asked.after() == null ? typed.after() : time("after", asked.after());
    var question = new Question(typed.phrases(), typed.from(), typed.in(), has, before, after);
    boolean named = asked.in() != null || asked.from() != null;
    if ((asked.text() == null || asked.text().isBlank()) && !named && !question.hasFilters()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "q", "expected something to look for");
    }
    return question;
  }

  private static Long time(String field, String text) {
    return SentTime.of(field, text);
  }

  /** Empty if nothing can be found. */
  private Optional<Plan> plan(Handle handle, MessageSearch asked, Question question) {
    long userId = asked.userId();
    var all =
        Scope.of(userId, access.allReadable(handle, userId, Bound.SEARCH_CONVERSATIONS.count()));
    Scope scope = all;
    if (asked.in() != null) {
      scope = all.only(List.of(access.canRead(handle, asked.in(), userId)));
    }
    if (!question.in().isEmpty()) {
      scope = scope.only(named(handle, scope, question.in()));
    }
    Set<Long> senders = new TreeSet<>();
    if (asked.from() != null) {
      senders.add(asked.from());
    }
    for (String name : question.from()) {
      senders.addAll(people.named(handle, userId, name));
    }
    boolean nobody = senders.isEmpty() && !question.from().isEmpty();
    boolean nothing =
        question.phrases().isEmpty()
            && !question.hasFilters()
            && asked.in() == null
            && asked.from() == null;
    if (nobody || nothing || scope.readings().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan(
            scope,
            question.phrases(),
            senders,
            question.has(),
            new SeqSpan(question.after(), question.before())));
  }

  /** Groups by their title, direct conversations by the other one. */
  private List<Reading> named(Handle handle, Scope scope, List<String> names) {
    var found = new ArrayList<Reading>();
    for (String name : names) {
      Set<Long> peers = people.named(handle, scope.userId(), name);
      List<Phrase> title = Phrase.of(name, true);
      for (Reading reading : scope.readings()) {
        if (reading.conversation().isDirect()
            ? peers.contains(reading.conversation().peerOf(scope.userId()))
            : Titles.holds(reading.conversation(), title)) {
          found.add(reading);
        }
      }
    }
    return found;
  }

  /** One search on one snapshot. */
  private final class Run {
    private final Handle handle;
    private final Plan plan;
    private final Candidates candidates;

    Run(Handle handle, Plan plan, long until) {
      this.handle = handle;
      this.plan = plan;
      this.candidates = new Candidates(handle, plan.scope(), plan.span(), clock, until);
    }

    FoundMessages page(Position position, int limit) {
      boolean first = position.messageId() == Long.MAX_VALUE;
      List<Hit> hits = position.half() ? List.of() : whole(position.at());
      boolean half = position.half() || (first && hits.isEmpty() && plan.words().size() > 1);
      if (half) {
        hits = half(position.at());
      }
      var start = new Position(half, position.at(), position.score(), position.messageId());
      List<Hit> rest =
          hits.stream().filter(start::isBefore).sorted(BEST).limit(limit + 1L).toList();
      Page<Hit> page = Page.of(rest, limit, start::behind);
      return new FoundMessages(
          page.items(), page.next(), half && !page.items().isEmpty(), candidates.isComplete());
    }

    private List<Hit> whole(long now) {
      List<Wanted> wanted =
          new ArrayList<>(Wanted.rarestFirst(plan.words().stream().map(Wanted::of)));
      wanted.addAll(plan.filters());
      if (wanted.isEmpty()) {
        wanted.add(Wanted.exactly(Terms.ANY));
      }
      return read(
          candidates.all(wanted),
          words ->
              plan.phrases().isEmpty()
                  ? Optional.of(Match.WITHOUT_WORDS)
                  : Match.ofAll(plan.phrases(), words),
          now);
    }

    private List<Hit> half(long now) {
      List<Phrase> single = plan.words().stream().map(Phrase.Part::alone).toList();
      return read(
          candidates.half(plan.words(), plan.filters()), words -> Match.ofHalf(single, words), now);
    }

    private interface Comparison {
      Optional<Match> with(List<Word> words);
    }

    /** Compares the proposals with what they say now. */
    private List<Hit> read(List<RowTable.At> proposed, Comparison comparison, long now) {
      return rows.these(handle, proposed).stream()
          .filter(row -> row.canBeFound() && row.sentAt() <= now)
          .filter(row -> plan.span().contains(row.sentAt()))
          .filter(row -> plan.senders().isEmpty() || plan.senders().contains(row.senderId()))
          .filter(row -> Has.in(row.kind(), row.text()).containsAll(plan.has()))
          .flatMap(row ->
              comparison.with(Words.of(row.text())).map(match -> hit(row, match, now)).stream())
          .toList();
    }

    private Hit hit(MessageRow row, Match match, long now) {
      Reading reading = plan.scope().reading(row.conversationId());
      if (reading == null) {
        throw new IllegalStateException("a proposal outside of what was asked for");
      }
      return new Hit(
          reading.conversation(),
          row.seq(),
          row.messageId(),
          row.senderId(),
          row.kind(),
          row.sentAt(),
          row.editedAt(),
          Excerpt.of(row.text(), match.ranges()),
          match.points() + recency(now - row.sentAt()));
    }
  }

  private static long recency(long age) {
    return RECENCY * HALF_LIFE_MILLIS / (HALF_LIFE_MILLIS + Math.max(0, age));
  }
}
