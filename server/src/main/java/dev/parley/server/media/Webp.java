package dev.parley.server.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this machine can write WebP: the library that does it is native code, and not there for
 * every machine. Looked at when first asked for.
 */
final class Webp {
  private static final Logger log = LoggerFactory.getLogger(Webp.class);
  private static final boolean WRITTEN = isWritten();

  private Webp() {}

  static boolean isAvailable() {
    return WRITTEN;
  }

  private static boolean isWritten() {
    try {
      ImageForm.WEBP.write(
          new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), OutputStream.nullOutputStream());
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      log.info("images are sent as JPEG and PNG, WebP cannot be written here: {}", e.toString());
      return false;
    }
  }
}
