package dev.parley.messenger.notice;

import dev.parley.messenger.Bound;
import dev.parley.messenger.LocaleTag;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.Content;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One text in one or more languages. Immutable.
 *
 * @param text for everybody whose language is not among the others
 * @param byLocale BCP 47 to text
 */
public record NoticeText(String text, SortedMap<String, String> byLocale) {
  public NoticeText {
    byLocale = Collections.unmodifiableSortedMap(new TreeMap<>(byLocale));
  }

  /**
   * Checks what was given.
   *
   * @throws Refusal naming the field that was refused
   */
  public static NoticeText of(@Nullable String text, Map<String, String> byLocale) {
    requireLegal("text", text == null ? "" : text);
    if (byLocale.size() > Bound.ANNOUNCEMENT_LOCALES.value()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          "texts",
          "expected at most %d languages".formatted(Bound.ANNOUNCEMENT_LOCALES.value()));
    }
    var texts = new TreeMap<String, String>();
    byLocale.forEach((typed, body) -> {
      String field = "texts." + typed;
      requireLegal(field, body);
      if (texts.put(LocaleTag.of(field, typed), body) != null) {
        throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, "expected each language once");
      }
    });
    return new NoticeText(text == null ? "" : text, texts);
  }

  private static void requireLegal(String field, String text) {
    try {
      var _ = new Content.Text(text);
    } catch (Refusal refusal) {
      throw Refusal.ofField(refusal.code(), field, refusal.detail());
    }
  }

  /**
   * What somebody gets: the text of their locale, else of the wider ones ({@code zh-Hans-CN},
   * {@code zh-Hans}, {@code zh}), else of another region that speaks the same language, else the
   * common one.
   *
   * @param locale BCP 47; null if unknown
   */
  public String in(@Nullable String locale) {
    for (String tag = locale; tag != null; tag = wider(tag)) {
      String found = byLocale.get(tag);
      if (found != null) {
        return found;
      }
    }
    return byLocale.entrySet().stream()
        .filter(one -> locale != null && language(one.getKey()).equals(language(locale)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(text);
  }

  private static @Nullable String wider(String tag) {
    int end = tag.lastIndexOf('-');
    return end < 0 ? null : tag.substring(0, end);
  }

  private static String language(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }
}
