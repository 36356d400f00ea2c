package dev.parley.server.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/** Makes images smaller, never larger. Stateless. */
final class Scaling {
  private Scaling() {}

  /** Within a box, with the sides as they are to each other. */
  static BufferedImage within(BufferedImage image, int width, int height) throws IOException {
    if (image.getWidth() <= width && image.getHeight() <= height) {
      return image;
    }
    return Thumbnails.of(image).size(width, height).imageType(image.getType()).asBufferedImage();
  }

  /** The middle, as a square. */
  static BufferedImage square(BufferedImage image, int side) throws IOException {
    int most = Math.min(side, Math.min(image.getWidth(), image.getHeight()));
    return Thumbnails.of(image)
        .size(most, most)
        .crop(Positions.CENTER)
        .imageType(image.getType())
        .asBufferedImage();
  }

  /** Without transparency, on white. */
  static BufferedImage opaque(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }
}
