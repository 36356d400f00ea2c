package dev.parley.server.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the files that may be made of an image.
 *
 * @param webp whether its reader takes WebP
 */
record VariantKey(long mediaId, Variant variant, boolean webp) {
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,19})_([a-z0-9]+)_(webp|any)_\\d+\\..*");

  static List<VariantKey> allOf(long mediaId) {
    var all = new ArrayList<VariantKey>();
    for (Variant variant : Variant.values()) {
      all.add(new VariantKey(mediaId, variant, true));
      all.add(new VariantKey(mediaId, variant, false));
    }
    return all;
  }

  /**
   * How its file is called.
   *
   * @param number another one each time, so that the end of an older file harms no newer one
   */
  String fileName(long number, ImageForm form) {
    return "%d_%s_%s_%d.%s"
        .formatted(
            mediaId,
            variant.name().toLowerCase(Locale.ROOT),
            webp ? "webp" : "any",
            number,
            form.suffix());
  }

  /** Of a file's name. */
  static Optional<VariantKey> parse(String name) {
    Matcher match = NAME.matcher(name);
    return match.matches()
        ? Variant.of(match.group(2))
            .map(variant ->
                new VariantKey(
                    Long.parseLong(match.group(1)), variant, match.group(3).equals("webp")))
        : Optional.empty();
  }
}
