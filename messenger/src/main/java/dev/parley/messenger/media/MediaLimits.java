package dev.parley.messenger.media;

import dev.parley.messenger.Bound;

/**
 * How much may be uploaded.
 *
 * @param fileBytes the largest file
 * @param dayBytes of one person within 24 hours
 * @param dayFiles of one person within 24 hours
 */
public record MediaLimits(long fileBytes, long dayBytes, int dayFiles) {
  public static final MediaLimits DEFAULTS =
      new MediaLimits(
          Bound.MEDIA_FILE_BYTES.value(),
          Bound.MEDIA_DAY_BYTES.value(),
          Bound.MEDIA_DAY_FILES.count());
}
