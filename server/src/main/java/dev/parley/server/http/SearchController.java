package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.search.FoundMessages;
import dev.parley.messenger.search.Hit;
import dev.parley.messenger.search.MessageSearch;
import dev.parley.messenger.search.People;
import dev.parley.messenger.search.Search;
import dev.parley.messenger.search.Titles;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Messages, people and groups by their words. */
@Controller("/api/search")
@ExecuteOn(TaskExecutors.VIRTUAL)
class SearchController {
  /** Rows of people and of groups above the messages. */
  private static final int BESIDE = 10;

  private final Search messages;
  private final People people;
  private final Titles titles;
  private final Profiles profiles;
  private final Budget budget;

  SearchController(Search messages, People people, Titles titles, Profiles profiles, Clock clock) {
    this.messages = messages;
    this.people = people;
    this.titles = titles;
    this.profiles = profiles;
    this.budget = new Budget(Bound.SEARCHES_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
  }

  private enum Kind {
    MESSAGE,
    PERSON,
    GROUP;

    static Set<Kind> of(@Nullable String asked) {
      if (asked == null) {
        return EnumSet.allOf(Kind.class);
      }
      return Arrays.stream(values())
          .filter(kind -> kind.name().toLowerCase(java.util.Locale.ROOT).equals(asked))
          .findFirst()
          .<Set<Kind>>map(EnumSet::of)
          .orElseThrow(() ->
              Refusal.ofField(
                  RefusalCode.INVALID_FIELD, "kind", "expected message, person or group"));
    }
  }

  /**
   * Finds messages that the caller may see, people the caller knows (others by their whole handle),
   * and the caller's groups. The text may hold phrases in quotes and filters: {@code from:ada},
   * {@code in:"River club"}, {@code has:image}, {@code before:2026-01-31}, {@code after:2026}. The
   * last word may be a beginning. Chinese needs no spaces.
   *
   * @param q at most 256 characters
   * @param kind {@code message}, {@code person} or {@code group}; all if absent
   * @param in id of a conversation
   * @param from id of a sender
   * @param has {@code image}, {@code file} or {@code link}
   * @param before sent before this: a year, a month, a day (UTC) or a moment
   * @param after sent at its beginning or later
   * @param cursor of an earlier answer to the same question
   * @param limit 1 to 200 messages; 50 if absent
   */
  @Get
  @Refuses({NOT_FOUND, INVALID_CURSOR, RATE_LIMITED})
  SearchJson.Answer search(
      Caller caller,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String kind,
      @QueryValue @Nullable String in,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String has,
      @QueryValue @Nullable String before,
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    budget.spend(Texts.id(caller.userId()));
    Set<Kind> kinds = Kind.of(kind);
    var asked =
        new MessageSearch(
            caller.userId(),
            q,
            Texts.bodyId("in", in),
            Texts.bodyId("from", from),
            has,
            before,
            after,
            cursor,
            limit);
    int beside = kinds.size() > 1 ? BESIDE : Page.limit(limit);
    boolean first = cursor == null;
    return answer(
        caller.userId(),
        kinds.contains(Kind.MESSAGE) ? messages.messages(asked) : FoundMessages.NONE,
        first && kinds.contains(Kind.PERSON) ? people.find(caller.userId(), q, beside) : List.of(),
        first && kinds.contains(Kind.GROUP) ? titles.find(caller.userId(), q, beside) : List.of());
  }

  private SearchJson.Answer answer(
      long userId,
      FoundMessages found,
      List<People.FoundPerson> persons,
      List<Titles.FoundGroup> groups) {
    List<Conversation> places =
        found.hits().stream()
            .map(Hit::conversation)
            .distinct()
            .sorted(Comparator.comparingLong(Conversation::id))
            .toList();
    Set<Long> named = new TreeSet<>();
    found.hits().forEach(hit -> named.add(hit.senderId()));
    places.stream()
        .filter(Conversation::isDirect)
        .forEach(place -> named.add(place.peerOf(userId)));
    Map<Long, Profile> people = profiles.byIds(named);
    return new SearchJson.Answer(
        found.hits().stream().map(SearchJson.FoundMessage::of).toList(),
        places.stream().map(place -> SearchJson.FoundPlace.of(place, userId)).toList(),
        named.stream().map(id -> PersonView.in(people, id)).toList(),
        persons.stream().map(SearchJson.FoundPerson::of).toList(),
        groups.stream().map(group -> SearchJson.FoundGroup.of(group, userId)).toList(),
        found.next(),
        found.partial(),
        found.complete());
  }
}
