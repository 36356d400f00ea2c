package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a text answers a question.
 *
 * @param points what it is worth without its age; whole numbers, so that all nodes rank alike
 * @param ranges what was found, in order and apart from each other
 */
record Match(long points, List<Range> ranges) {
  private static final long COVERAGE = 1_000;
  private static final long TOGETHER = 300;
  private static final long EXACT = 250;
  private static final long DENSITY = 200;

  /** Found by what it is or who sent it; no words were asked for. */
  static final Match WITHOUT_WORDS = new Match(0, List.of());

  Match {
    ranges = List.copyOf(ranges);
  }

  /** A text that holds all phrases. */
  static Optional<Match> ofAll(List<Phrase> phrases, List<Word> words) {
    var places = new ArrayList<List<Integer>>();
    for (Phrase phrase : phrases) {
      List<Integer> found = phrase.in(words);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      places.add(found);
    }
    var found = new Found(words);
    for (int i = 0; i < phrases.size(); i++) {
      for (int at : places.get(i)) {
        found.add(phrases.get(i), at);
      }
    }
    long points = COVERAGE + found.density();
    points += standTogether(phrases, places) ? TOGETHER : 0;
    points += found.exact(phrases) ? EXACT : 0;
    return Optional.of(new Match(points, found.ranges()));
  }

  /** A text that holds at least half of some words by weight, wherever they stand. */
  static Optional<Match> ofHalf(List<Phrase> single, List<Word> words) {
    var found = new Found(words);
    int all = single.stream().mapToInt(Phrase::weight).sum();
    int held = 0;
    for (Phrase word : single) {
      List<Integer> places = word.in(words);
      held += places.isEmpty() ? 0 : word.weight();
      places.forEach(at -> found.add(word, at));
    }
    return isHalf(held, all)
        ? Optional.of(new Match(COVERAGE * held / all + found.density(), found.ranges()))
        : Optional.empty();
  }

  static boolean isHalf(int held, int all) {
    return held > 0 && 2 * held >= all;
  }

  /** Whether all follow one another somewhere, as they were typed. */
  private static boolean standTogether(List<Phrase> phrases, List<List<Integer>> places) {
    Set<Integer> reached = new HashSet<>(places.getFirst());
    for (int i = 1; i < phrases.size(); i++) {
      int before = phrases.get(i - 1).length();
      Set<Integer> next = new HashSet<>(places.get(i));
      Set<Integer> here = reached;
      next.removeIf(at -> !here.contains(at - before));
      reached = next;
    }
    return !reached.isEmpty();
  }

  /** Gathers what was found in one text. */
  private static final class Found {
    private final List<Word> words;
    private final Set<Integer> positions = new HashSet<>();
    private final Set<String> terms = new HashSet<>();
    private final List<Range> ranges = new ArrayList<>();

    Found(List<Word> words) {
      this.words = words;
    }

    void add(Phrase phrase, int at) {
      for (int i = at; i < at + phrase.length() && i < words.size(); i++) {
        positions.add(i);
        terms.add(words.get(i).term());
      }
      ranges.add(phrase.rangeAt(words, at));
    }

    long density() {
      return DENSITY * positions.size() / words.size();
    }

    /** Whether no word was only begun. */
    boolean exact(List<Phrase> phrases) {
      return phrases.stream()
          .flatMap(phrase -> phrase.parts().stream())
          .allMatch(
              part -> part.kind() != Phrase.Part.Kind.BEGINNING || terms.contains(part.term()));
    }

    /** Joined where they meet, the first ones if there are too many. */
    List<Range> ranges() {
      ranges.sort(Comparator.comparingInt(Range::start));
      var joined = new ArrayList<Range>();
      for (Range next : ranges) {
        Range last = joined.isEmpty() ? null : joined.getLast();
        if (last != null && next.start() <= last.end()) {
          joined.set(joined.size() - 1, new Range(last.start(), Math.max(last.end(), next.end())));
        } else {
          joined.add(next);
        }
      }
      return joined.subList(0, Math.min(joined.size(), Bound.SEARCH_HIGHLIGHTS.count()));
    }
  }
}
