package dev.parley.messenger;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** Names of languages and regions, BCP 47. */
public final class LocaleTag {
  private LocaleTag() {}

  /**
   * A tag in its canonical form, such as {@code zh-CN} for {@code zh-cn}.
   *
   * @param field as the public API names it
   * @throws Refusal {@code invalid-field} if it is no tag, or longer than {@code
   *     Bound.LOCALE_LENGTH}
   */
  public static String of(String field, String typed) {
    try {
      String tag = new Locale.Builder().setLanguageTag(typed.strip()).build().toLanguageTag();
      if (tag.length() <= Bound.LOCALE_LENGTH.value()) {
        return tag;
      }
    } catch (IllformedLocaleException _) {
      // told below
    }
    throw Refusal.ofField(
        RefusalCode.INVALID_FIELD, field, "expected a BCP 47 tag such as en or zh-CN");
  }
}
