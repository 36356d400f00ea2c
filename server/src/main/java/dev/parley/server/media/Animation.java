package dev.parley.server.media;

import dev.parley.messenger.Bound;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A moving image, as its file says.
 *
 * @param width in pixels, of the whole
 * @param height in pixels, of the whole
 */
record Animation(int width, int height, int frames) {
  /** Whether it is not more than a page should have to play. */
  private boolean isModest() {
    int side = Bound.IMAGE_SIDE.count();
    return frames > 1
        && width > 0
        && height > 0
        && width <= side
        && height <= side
        && (long) width * height * frames <= Bound.ANIMATION_PIXELS.value();
  }

  /**
   * Copies what moves in a file, and nothing else that stands there: no comments, no metadata,
   * nothing behind its end. The pictures themselves stay as they are.
   *
   * @param type as it was sniffed
   * @param to written in any case; of use only with a result
   * @return empty if it does not move, is broken, or is more than a page should have to play
   */
  static Optional<Animation> copy(Path file, String type, Path to) throws IOException {
    if (!type.equals("image/gif") && !type.equals("image/webp")) {
      return Optional.empty();
    }
    Optional<Animation> copied;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      copied =
          type.equals("image/gif") ? new GifBlocks(in, out).copy() : new WebpChunks(in, out).copy();
    } catch (EOFException _) {
      return Optional.empty(); // ends too early
    }
    if (copied.isPresent() && type.equals("image/webp")) {
      WebpChunks.setLength(to);
    }
    return copied.filter(Animation::isModest);
  }
}
