package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.ProfileTable;
import dev.parley.messenger.account.Username;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds people: whoever has exactly this handle; and among contacts and members of the same
 * conversations those whose handle, name or alias holds all words. Nobody else can be found, so
 * nobody can be counted. Thread-safe; blocks.
 */
public final class People {
  /** People of one statement: engines bound the number of its parameters. */
  private static final int TOGETHER = 500;

  private static final long WHOLE_HANDLE = 10_000;

  static final String ALIASES =
      """
      select contact_id, alias from contact where user_id = :me order by contact_id limit :limit
      """;

  // by the memberships of the asker, and from each by those of its conversation
  static final String FELLOWS =
      """
      select distinct other.user_id
      from member mine
      join conversation c on c.conversation_id = mine.conversation_id
      join member other on other.conversation_id = mine.conversation_id
      where mine.user_id = :me and mine.left_seq is null and other.left_seq is null
        and c.dissolved_at is null
      limit :limit
      """;

  private static final Comparator<FoundPerson> BEST =
      Comparator.<FoundPerson>comparingLong(FoundPerson::score)
          .reversed()
          .thenComparing(found -> Words.fold(found.profile().displayName()))
          .thenComparingLong(found -> found.profile().userId());

  private final Transactions transactions;

  public People(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Somebody.
   *
   * @param alias the asker's own name for a contact
   * @param highlights parts of the display name
   */
  public record FoundPerson(
      Profile profile, @Nullable String alias, List<Range> highlights, long score) {
    public FoundPerson {
      highlights = List.copyOf(highlights);
    }
  }

  /**
   * People, the one with exactly this handle first.
   *
   * @param text words; filters in it are for messages and are passed over
   * @throws dev.parley.messenger.Refusal {@code field-too-long}, {@code invalid-field}
   */
  public List<FoundPerson> find(long userId, @Nullable String text, int limit) {
    List<Phrase> phrases = Question.of(text).phrases();
    String typed = text == null ? "" : text;
    return phrases.isEmpty()
        ? List.of()
        : transactions.read(handle ->
            find(handle, userId, typed, phrases)
                .filter(found -> found.profile().userId() != userId)
                .limit(limit)
                .toList());
  }

  /** The ids of those who are called so; {@code me} is the asker. */
  Set<Long> named(Handle handle, long userId, String name) {
    if (name.equalsIgnoreCase("me")) {
      return Set.of(userId);
    }
    return find(handle, userId, name, Phrase.of(name, true))
        .limit(Bound.SEARCH_LOOKUPS.value())
        .map(found -> found.profile().userId())
        .collect(Collectors.toSet());
  }

  private static Stream<FoundPerson> find(
      Handle handle, long userId, String typed, List<Phrase> phrases) {
    var table = new ProfileTable(handle);
    String norm = handleOf(typed);
    Map<Long, String> aliases = new HashMap<>();
    Optional<Profile> exact = table.byUsername(norm);
    return Stream.concat(exact.stream(), known(handle, table, userId, aliases).stream())
        .distinct()
        .filter(profile -> !profile.deleted())
        .flatMap(profile -> match(profile, aliases.get(profile.userId()), norm, phrases).stream())
        .sorted(BEST);
  }

  private static String handleOf(String typed) {
    String bare = typed.strip();
    return Username.normOf(bare.startsWith("@") ? bare.substring(1) : bare);
  }

  private static List<Profile> known(
      Handle handle, ProfileTable table, long userId, Map<Long, String> aliases) {
    int most = Bound.SEARCH_PEOPLE.count();
    Set<Long> ids = new HashSet<>();
    handle
        .createQuery(ALIASES)
        .bind("me", userId)
        .bind("limit", most)
        .map((row, _) -> {
          String alias = row.getString("alias");
          if (alias != null) {
            aliases.put(row.getLong("contact_id"), alias);
          }
          return ids.add(row.getLong("contact_id"));
        })
        .list();
    ids.addAll(
        handle
            .createQuery(FELLOWS)
            .bind("me", userId)
            .bind("limit", most)
            .mapTo(Long.class)
            .list());
    List<Long> ordered = ids.stream().sorted().toList();
    var known = new ArrayList<Profile>();
    for (int from = 0; from < ordered.size(); from += TOGETHER) {
      known.addAll(table.byIds(ordered.subList(from, Math.min(ordered.size(), from + TOGETHER))));
    }
    return known;
  }

  /** All words in one of the names; the best of them counts. */
  private static Optional<FoundPerson> match(
      Profile profile, @Nullable String alias, String norm, List<Phrase> phrases) {
    if (Username.normOf(profile.username()).equals(norm)) {
      return Optional.of(new FoundPerson(profile, alias, List.of(), WHOLE_HANDLE));
    }
    Optional<Match> shown = Match.ofAll(phrases, Words.of(profile.displayName()));
    long best =
        Stream.of(profile.displayName(), profile.username(), alias)
            .filter(Objects::nonNull)
            .flatMap(name -> Match.ofAll(phrases, Words.of(name)).stream())
            .mapToLong(Match::points)
            .max()
            .orElse(0);
    return best == 0
        ? Optional.empty()
        : Optional.of(
            new FoundPerson(profile, alias, shown.map(Match::ranges).orElse(List.of()), best));
  }
}
