package dev.parley.server.media;

import dev.parley.messenger.media.Inspector;
import dev.parley.messenger.media.MediaStore;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * All that works with images, put together, since it shares the memory that images take.
 * Thread-safe.
 */
public final class ImageWorks {
  static {
    // no screen is ever needed, and asking for one fails where it cannot be reached
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // all streams here are files already, or small
  }

  private final Pictures pictures;
  private final Variants variants;
  private final Decoding decoding = new Decoding();
  private final MediaStore store;

  /**
   * Puts it together.
   *
   * @param cache folder for images of other sizes
   * @param cacheBytes that it may hold
   * @param now epoch milliseconds
   */
  public ImageWorks(Path cache, long cacheBytes, MediaStore store, long now) {
    this.store = store;
    this.pictures = new Pictures(decoding);
    this.variants =
        new Variants(
            cache,
            cacheBytes,
            store,
            decoding,
            task -> Thread.ofVirtual().name("parley-image").start(task),
            now);
  }

  public Inspector inspector() {
    return pictures;
  }

  public MediaServer server() {
    return new MediaServer(store, variants);
  }

  /** Deletes what was made of an image. */
  public void forget(long mediaId) {
    variants.forget(mediaId);
  }

  /** Images that were decoded since the start. */
  public long decoded() {
    return decoding.decoded();
  }
}
