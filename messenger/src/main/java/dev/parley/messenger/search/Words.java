package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into words. Letters and digits between spaces or marks are a word, without case, width
 * and accents. Chinese, Japanese, Korean, Thai and their like are cut into overlapping pairs of
 * characters, so that any two neighbours are found without a dictionary. A picture is a word.
 * Whoever changes what comes out moves {@link #VERSION}, and everything is indexed anew.
 */
final class Words {
  static final int VERSION = 1;

  private enum Sort {
    GAP,
    SPACED,
    UNSPACED,
    PICTURE
  }

  private Words() {}

  /** The words of a text, up to {@code Bound.SEARCH_WORDS}. */
  static List<Word> of(String text) {
    var words = new ArrayList<Word>();
    int at = 0;
    while (at < text.length() && words.size() < Bound.SEARCH_WORDS.count()) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      at =
          switch (sort(point)) {
            case GAP -> next;
            case PICTURE -> {
              words.add(new Word(text.substring(at, next), at, next, next, Word.Kind.SPACED));
              yield next;
            }
            case SPACED -> spaced(text, at, words);
            case UNSPACED -> unspaced(text, at, words);
          };
    }
    return words;
  }

  private static int spaced(String text, int start, List<Word> words) {
    int end = start;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      if (!isMark(point) && sort(point) != Sort.SPACED) {
        break;
      }
      end += Character.charCount(point);
    }
    String term = cut(fold(text.substring(start, end)));
    if (!term.isEmpty()) {
      words.add(new Word(term, start, end, end, Word.Kind.SPACED));
    }
    return end;
  }

  /** Each character with the one behind it, and the last one alone. */
  private static int unspaced(String text, int start, List<Word> words) {
    var ends = new ArrayList<Integer>();
    var folded = new ArrayList<String>();
    int at = start;
    while (at < text.length() && sort(text.codePointAt(at)) == Sort.UNSPACED) {
      int end = characterEnd(text, at);
      folded.add(fold(text.substring(at, end)));
      ends.add(end);
      at = end;
    }
    int from = start;
    for (int i = 0; i < ends.size() && words.size() < Bound.SEARCH_WORDS.count(); i++) {
      boolean last = i == ends.size() - 1;
      words.add(
          new Word(
              cut(last ? folded.get(i) : folded.get(i) + folded.get(i + 1)),
              from,
              ends.get(i),
              last ? ends.get(i) : ends.get(i + 1),
              last && i > 0 ? Word.Kind.TAIL : Word.Kind.UNSPACED));
      from = ends.get(i);
    }
    return at;
  }

  /** A character with the marks that belong to it. */
  private static int characterEnd(String text, int start) {
    int end = start + Character.charCount(text.codePointAt(start));
    while (end < text.length() && isMark(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** Without case, width and accents. */
  static String fold(String text) {
    var folded = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKD)
        .codePoints()
        .filter(point -> !isAccent(point))
        .forEach(point -> {
          switch (point) {
            case 'ß', 'ẞ' -> folded.append("ss");
            case 'æ', 'Æ' -> folded.append("ae");
            case 'œ', 'Œ' -> folded.append("oe");
            case 'ø', 'Ø' -> folded.append('o');
            case 'ł', 'Ł' -> folded.append('l');
            case 'đ', 'Đ' -> folded.append('d');
            default -> folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(point)));
          }
        });
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static String cut(String term) {
    int most = Bound.SEARCH_TERM_LENGTH.count();
    if (term.length() <= most) {
      return term;
    }
    return term.substring(0, Character.isHighSurrogate(term.charAt(most - 1)) ? most - 1 : most);
  }

  private static Sort sort(int point) {
    if (point < 0x80) {
      return Character.isLetterOrDigit(point) ? Sort.SPACED : Sort.GAP;
    }
    boolean word = Character.isAlphabetic(point) || Character.isDigit(point);
    if (word || isKanaLength(point)) {
      return isWithoutSpaces(point) ? Sort.UNSPACED : Sort.SPACED;
    }
    return Character.isEmoji(point) && !Character.isEmojiModifier(point) ? Sort.PICTURE : Sort.GAP;
  }

  private static boolean isWithoutSpaces(int point) {
    return switch (UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR -> true;
      default -> isKanaLength(point);
    };
  }

  /** The stroke that makes a sound of Kana long; it belongs to several scripts. */
  private static boolean isKanaLength(int point) {
    return point == 0x30FC || point == 0xFF70;
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> point == 0xFF9E || point == 0xFF9F; // the half-wide marks of Katakana
    };
  }

  /**
   * Accents belong to no script; the vowel signs of India do, and Kana's marks change the sound.
   */
  private static boolean isAccent(int point) {
    return Character.getType(point) == Character.NON_SPACING_MARK
        && UnicodeScript.of(point) == UnicodeScript.INHERITED
        && point != 0x3099
        && point != 0x309A;
  }
}
