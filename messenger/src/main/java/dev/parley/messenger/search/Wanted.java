package dev.parley.messenger.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a message must stand under in the index: one of some words.
 *
 * @param beginning whether words that only begin so count too
 */
record Wanted(List<String> terms, boolean beginning) {
  /** Those that are probably rarest come first: the rest is then asked of few conversations. */
  private static final Comparator<Wanted> RAREST =
      Comparator.comparing(Wanted::beginning)
          .thenComparing(one -> one.terms().getFirst().length(), Comparator.reverseOrder())
          .thenComparing(one -> one.terms().getFirst());

  Wanted {
    terms = List.copyOf(terms);
  }

  static Wanted of(Phrase.Part part) {
    return new Wanted(List.of(part.term()), part.kind() != Phrase.Part.Kind.WHOLE);
  }

  static Wanted exactly(String term) {
    return new Wanted(List.of(term), false);
  }

  /** All of these must be there. */
  static List<Wanted> rarestFirst(Stream<Wanted> wanted) {
    return wanted.sorted(RAREST).toList();
  }
}
