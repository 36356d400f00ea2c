package dev.parley.messenger.media;

import org.jspecify.annotations.Nullable;

/**
 * A file that is complete.
 *
 * @param name as its owner calls it; not empty, one line
 * @param type media type, found in the bytes
 * @param size in bytes
 * @param sha256 of the bytes, in hex
 * @param picture of images only
 * @param createdAt epoch milliseconds
 */
public record Media(
    long id,
    long ownerId,
    String name,
    String type,
    MediaKind kind,
    long size,
    String sha256,
    @Nullable Picture picture,
    long createdAt) {

  /**
   * What a page needs to know before it has the image.
   *
   * @param width in pixels, upright
   * @param height in pixels, upright
   * @param placeholder a tiny blurred form, as a {@code data:} URL
   */
  public record Picture(int width, int height, String placeholder) {}
}
