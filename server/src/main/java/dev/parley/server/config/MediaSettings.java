package dev.parley.server.config;

import dev.parley.messenger.Bound;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Files that people upload.
 *
 * @param fileBytes the largest file
 * @param dayBytes of one person within a day
 * @param dayFiles of one person within a day
 * @param cacheBytes on the disk for images of other sizes
 * @param publicUrl origin of a CDN that asks this server; null if there is none
 * @param s3 where the files lie; null for the data folder
 */
public record MediaSettings(
    long fileBytes,
    long dayBytes,
    int dayFiles,
    long cacheBytes,
    @Nullable URI publicUrl,
    @Nullable S3Settings s3) {
  private static final long MIB = 1L << 20;
  private static final long MOST_MIB = 1L << 20;

  static MediaSettings read(Section media) {
    var settings =
        new MediaSettings(
            mib(media, "file-mib", Bound.MEDIA_FILE_BYTES),
            mib(media, "day-mib", Bound.MEDIA_DAY_BYTES),
            (int)
                media.number(
                    "day-files", Bound.MEDIA_DAY_FILES.value(), 1, Integer.MAX_VALUE, " files"),
            mib(media, "cache-mib", Bound.VARIANTS_BYTES),
            publicUrl(media),
            S3Settings.read(media.section("s3")));
    media.end();
    return settings;
  }

  private static @Nullable URI publicUrl(Section media) {
    String text = media.textOrNull("public-url");
    if (text != null && !text.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?")) {
      throw media.error("public-url", "an origin like https://cdn.example.org");
    }
    return text == null ? null : URI.create(text);
  }

  private static long mib(Section media, String key, Bound bound) {
    return media.number(key, bound.value() / MIB, 1, MOST_MIB, " MiB") * MIB;
  }
}
