package dev.parley.messenger.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that must stand together, in this order: a word of the question, an address, Chinese
 * without spaces, or what was put in quotes.
 *
 * @param parts at least one
 * @param length how many positions of a text it takes
 */
record Phrase(List<Part> parts, int length) {
  /** A beginning of one letter would be found everywhere. */
  private static final int LEAST_BEGINNING = 2;

  /** Beyond it a longer word says no more. */
  private static final int MOST_WEIGHT = 8;

  /**
   * One word of it.
   *
   * @param offset its position behind the first one's
   * @param kind how it has to match
   */
  record Part(String term, int offset, Kind kind) {
    enum Kind {
      /** The word itself. */
      WHOLE,
      /** The beginning of a word: its writer may not be done. */
      BEGINNING,
      /** One character of a script without spaces. */
      CHARACTER
    }

    boolean matches(Word word) {
      return kind == Kind.WHOLE ? word.term().equals(term) : word.term().startsWith(term);
    }

    /** How much it says, by its length: short words stand everywhere. */
    int weight() {
      return switch (kind) {
        case CHARACTER -> 1;
        case WHOLE, BEGINNING -> Math.min(term.codePointCount(0, term.length()), MOST_WEIGHT);
      };
    }

    /** This word, wherever it stands. */
    Phrase alone() {
      return new Phrase(List.of(new Part(term, 0, kind)), 1);
    }

    /** What of a word is meant. */
    Range in(Word word) {
      return new Range(word.start(), kind == Kind.CHARACTER ? word.first() : word.end());
    }
  }

  Phrase {
    parts = List.copyOf(parts);
  }

  /** What it says, by the lengths of its words. */
  int weight() {
    return parts.stream().mapToInt(Part::weight).sum();
  }

  /**
   * The phrase of a text.
   *
   * @param open whether its last word may go on
   * @return nothing, or one
   */
  static List<Phrase> of(String text, boolean open) {
    List<Word> words = Words.of(text);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      switch (word.kind()) {
        case SPACED -> {
          boolean beginning =
              open && i == words.size() - 1 && word.term().length() >= LEAST_BEGINNING;
          parts.add(new Part(word.term(), i, beginning ? Part.Kind.BEGINNING : Part.Kind.WHOLE));
        }
        case UNSPACED ->
            parts.add(
                new Part(
                    word.term(),
                    i,
                    word.first() == word.end() ? Part.Kind.CHARACTER : Part.Kind.WHOLE));
        case TAIL -> {
          // its position counts, and the word before it holds it
        }
      }
    }
    return parts.isEmpty() ? List.of() : List.of(new Phrase(parts, words.size()));
  }

  /** Where it begins in a text; positions, ascending. */
  List<Integer> in(List<Word> words) {
    var found = new ArrayList<Integer>();
    for (int at = 0; at + parts.getLast().offset() < words.size(); at++) {
      if (standsAt(words, at)) {
        found.add(at);
      }
    }
    return found;
  }

  private boolean standsAt(List<Word> words, int at) {
    for (Part part : parts) {
      if (!part.matches(words.get(at + part.offset()))) {
        return false;
      }
    }
    return true;
  }

  /** The part of the text that it takes, if it begins at this position. */
  Range rangeAt(List<Word> words, int at) {
    Part last = parts.getLast();
    return new Range(words.get(at).start(), last.in(words.get(at + last.offset())).end());
  }
}
