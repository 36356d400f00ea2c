package dev.parley.messenger;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of many.
 *
 * @param next cursor of the page after this one, {@code null} if this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page from one row more than it may hold, if there are as many.
   *
   * @param limit rows of a page, as {@link #limit} gave it
   * @param position where a page ends that ends with this row
   */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> position) {
    if (oneMore.size() <= limit) {
      return new Page<>(oneMore, null);
    }
    List<T> items = oneMore.subList(0, limit);
    return new Page<>(items, position.apply(items.getLast()));
  }

  /**
   * How many rows were asked for.
   *
   * @throws Refusal {@code invalid-field}
   */
  public static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return Bound.PAGE_DEFAULT.count();
    }
    if (asked < 1 || asked > Bound.PAGE.count()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "limit", "expected 1 to " + Bound.PAGE.count());
    }
    return asked;
  }
}
