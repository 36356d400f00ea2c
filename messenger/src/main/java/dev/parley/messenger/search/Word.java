package dev.parley.messenger.search;

/**
 * One word of a text; its place in the list of words is its position. In scripts that put no spaces
 * between words, each character gives one: itself with the one behind it.
 *
 * @param term folded: what is compared
 * @param start where it begins in the text, in UTF-16 units
 * @param first where its first character ends, in scripts without spaces; else its end
 * @param end where it ends
 * @param kind what is known of its script
 */
record Word(String term, int start, int first, int end, Kind kind) {
  enum Kind {
    /** Between spaces or marks. */
    SPACED,
    /** Two characters of a script without spaces, or one that stands alone. */
    UNSPACED,
    /** The last character of several: it only ends the word before it. */
    TAIL
  }
}
