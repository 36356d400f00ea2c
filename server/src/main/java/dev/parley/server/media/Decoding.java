package dev.parley.server.media;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads images into memory: a few at a time, none above a number of pixels, and large ones not in
 * full. Thread-safe; blocks.
 */
final class Decoding {
  /** Of an image in memory; more of them are skipped on the way. */
  private static final int PIXELS_IN_MEMORY = 16_777_216;

  private static final int BYTES_PER_PIXEL = 4;

  private final Semaphore places = new Semaphore(Bound.IMAGES_AT_ONCE.count(), true);
  private final AtomicLong decoded = new AtomicLong();
  private final long mostPixels;

  Decoding() {
    // an image must not take more than a quarter of a small heap
    this.mostPixels =
        Math.min(PIXELS_IN_MEMORY, Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_PIXEL);
  }

  /** Does something with an image that is in memory. */
  @FunctionalInterface
  interface Work<T> {
    T with(BufferedImage upright) throws IOException;
  }

  /** Images that were decoded since the start. */
  long decoded() {
    return decoded.get();
  }

  /**
   * Decodes a file and turns it upright.
   *
   * @param type as it was sniffed
   * @param work done before another image may take the memory
   * @return empty if the file cannot be decoded
   * @throws Refusal {@code image-too-large}, {@code busy}
   */
  <T> Optional<T> decode(Path file, String type, Work<T> work) throws IOException {
    if (places.getQueueLength() >= Bound.IMAGES_WAITING.count()) {
      throw Refusal.of(RefusalCode.BUSY, "too many images wait at this moment; try again");
    }
    places.acquireUninterruptibly();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Optional<BufferedImage> image = read(in, type);
      return image.isEmpty() ? Optional.empty() : Optional.of(work.with(image.get()));
    } finally {
      places.release();
    }
  }

  private Optional<BufferedImage> read(ImageInputStream in, String type) throws IOException {
    Optional<ImageReader> found = reader(type);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ImageReader reader = found.get();
    try {
      Orientation orientation =
          type.equals("image/jpeg") ? Orientation.of(in) : Orientation.UPRIGHT;
      reader.setInput(in, false, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      requireFew(width, height);
      ImageReadParam param = reader.getDefaultReadParam();
      int step = step(width, height);
      param.setSourceSubsampling(step, step, 0, 0);
      decoded.incrementAndGet();
      return Optional.of(upright(reader.read(0, param), orientation));
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      return Optional.empty(); // broken, or of a kind that the reader does not know
    } finally {
      reader.dispose();
    }
  }

  /** Never native code but the JDK's own: what it reads may have been made to do harm. */
  private static Optional<ImageReader> reader(String type) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      String name = reader.getClass().getName();
      if (name.startsWith("com.twelvemonkeys.") || name.startsWith("com.sun.imageio.")) {
        return Optional.of(reader);
      }
    }
    return Optional.empty();
  }

  private static void requireFew(int width, int height) {
    long pixels = (long) width * height;
    if (pixels > Bound.IMAGE_PIXELS.value()) {
      throw Refusal.of(
          RefusalCode.IMAGE_TOO_LARGE,
          "expected at most %d pixels, got %d × %d"
              .formatted(Bound.IMAGE_PIXELS.value(), width, height));
    }
  }

  private int step(int width, int height) {
    int step = 1;
    while ((long) (width / step) * (height / step) > mostPixels) {
      step++;
    }
    return step;
  }

  /** In the usual colours, with transparency only where there is some. */
  private static BufferedImage upright(BufferedImage image, Orientation orientation) {
    int width = image.getWidth();
    int height = image.getHeight();
    int type =
        image.getColorModel().hasAlpha() && isTransparent(image)
            ? BufferedImage.TYPE_INT_ARGB
            : BufferedImage.TYPE_INT_RGB;
    if (orientation.isUpright() && image.getType() == type) {
      return image;
    }
    BufferedImage upright =
        orientation.turnsSides()
            ? new BufferedImage(height, width, type)
            : new BufferedImage(width, height, type);
    Graphics2D graphics = upright.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.drawImage(image, orientation.transform(width, height), null);
    graphics.dispose();
    return upright;
  }

  private static boolean isTransparent(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int pixel : row) {
        if (pixel >>> 24 != 0xff) {
          return true;
        }
      }
    }
    return false;
  }
}
