package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import java.util.List;

/**
 * The part of a message around what was found.
 *
 * @param text as it was written
 * @param cutBefore whether the message begins before it
 * @param cutAfter whether the message goes on behind it
 * @param highlights what was found, as parts of this text, in order
 */
public record Excerpt(String text, boolean cutBefore, boolean cutAfter, List<Range> highlights) {
  /** What is shown before the first highlight of a long text. */
  private static final int BEFORE = 60;

  public Excerpt {
    highlights = List.copyOf(highlights);
  }

  static Excerpt of(String text, List<Range> found) {
    int length = Bound.SEARCH_EXCERPT.count();
    int start = 0;
    if (text.length() > length && !found.isEmpty()) {
      int wanted = Math.min(found.getFirst().start() - BEFORE, text.length() - length);
      start = whole(text, Math.max(0, wanted));
    }
    int end = whole(text, Math.min(text.length(), start + length));
    int from = start;
    return new Excerpt(
        text.substring(start, end),
        start > 0,
        end < text.length(),
        found.stream()
            .filter(range -> range.start() < end)
            .map(range -> new Range(range.start() - from, Math.min(range.end(), end) - from))
            .toList());
  }

  /** Not between the halves of a character. */
  private static int whole(String text, int at) {
    boolean between =
        at > 0
            && at < text.length()
            && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return between ? at - 1 : at;
  }
}
