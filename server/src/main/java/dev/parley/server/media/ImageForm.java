package dev.parley.server.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
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
  PNG("image/png", "png", "png", Float.NaN),
  /** Smaller than either, for browsers that take it; written by a library of the machine's own. */
  WEBP("image/webp", "webp", "webp", 0.8f);

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
    Iterator<ImageWriter> writers =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), writer);
    if (!writers.hasNext()) {
      throw new IOException("nothing here writes " + type);
    }
    ImageWriter one = writers.next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = one.getDefaultWriteParam();
      if (!Float.isNaN(quality)) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (this == WEBP) {
          param.setCompressionType("Lossy");
        }
        param.setCompressionQuality(quality);
      }
      one.setOutput(stream);
      one.write(null, new IIOImage(image, null, null), param);
    } finally {
      one.dispose();
    }
  }
}
