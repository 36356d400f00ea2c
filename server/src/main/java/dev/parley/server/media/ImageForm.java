package dev.parley.server.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Forms in which this server writes images. */
enum ImageForm {
  /** For photographs; has no transparency. */
  JPEG("image/jpeg", "jpg", "jpeg", 0.85f),
  /** Loses nothing. */
  PNG("image/png", "png", "png", Float.NaN);

  private final String type;
  private final String suffix;
  private final String writer;
  private final float quality;

  ImageForm(String type, String suffix, String writer, float quality) {
    this.type = type;
    this.suffix = suffix;
    this.writer = writer;
    this.quality = quality;
  }

  String type() {
    return type;
  }

  /** Of file names. */
  String suffix() {
    return suffix;
  }

  /** Writes pixels and nothing else: no metadata, no colour profile. */
  void write(BufferedImage image, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(image, out);
    }
  }

  void write(BufferedImage image, OutputStream out) throws IOException {
    ImageWriter one =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), writer).next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = one.getDefaultWriteParam();
      if (!Float.isNaN(quality)) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      one.setOutput(stream);
      one.write(null, new IIOImage(image, null, null), param);
    } finally {
      one.dispose();
    }
  }
}
