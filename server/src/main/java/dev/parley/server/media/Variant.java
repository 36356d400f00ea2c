package dev.parley.server.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Other sizes of an image. */
public enum Variant {
  /** At most 320 pixels wide: for lists and small screens. */
  W320(320),
  /** At most 960 pixels wide: for conversations. */
  W960(960),
  /** The middle, 96 pixels each side at most: for avatars. */
  SQUARE96(96);

  private static final Map<String, Variant> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Variant::text, one -> one));

  private final int pixels;
  private final String text;

  Variant(int pixels) {
    this.pixels = pixels;
    this.text = name().toLowerCase(Locale.ROOT);
  }

  /** As addresses name it. */
  String text() {
    return text;
  }

  /** The variant that an address names. */
  public static Optional<Variant> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  /** Whether the image itself is no larger. */
  boolean isAsWideAs(int width) {
    return this != SQUARE96 && width <= pixels;
  }

  BufferedImage of(BufferedImage image) throws IOException {
    return this == SQUARE96
        ? Scaling.square(image, pixels)
        : Scaling.within(image, pixels, Integer.MAX_VALUE);
  }
}
