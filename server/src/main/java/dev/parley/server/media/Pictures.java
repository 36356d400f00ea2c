package dev.parley.server.media;

import dev.parley.messenger.Bound;
import dev.parley.messenger.media.Inspector;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaKind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells what uploaded files are, and writes images anew: upright, not larger than a large screen,
 * and without anything that is not a pixel. Thread-safe; blocks.
 */
final class Pictures implements Inspector {
  /** Above it what could be lossless is written as a photograph. */
  private static final long LOSSLESS_BYTES = 2_097_152;

  private final Sniffer sniffer = new Sniffer();
  private final Decoding decoding;

  Pictures(Decoding decoding) {
    this.decoding = decoding;
  }

  @Override
  public Found inspect(Path file) throws IOException {
    String type = sniffer.type(file);
    if (Sniffer.isImage(type)) {
      Optional<Found> moving = moving(file, type);
      if (moving.isPresent()) {
        return moving.get();
      }
      Optional<Found> image = decoding.decode(file, type, upright -> anew(file, type, upright));
      return image.orElseGet(() -> new Found(type, MediaKind.FILE, null));
    }
    return new Found(type, Sniffer.kind(type), null);
  }

  /** What moves goes on moving: it is not written anew, since few could write it. */
  private Optional<Found> moving(Path file, String type) throws IOException {
    Path copy = file.resolveSibling(file.getFileName() + ".moving");
    try {
      Optional<Animation> animation = Animation.copy(file, type, copy);
      if (animation.isEmpty()) {
        return Optional.empty();
      }
      Animation size = animation.get();
      Optional<Found> found =
          decoding.decode(
              copy,
              type,
              first ->
                  new Found(
                      type,
                      MediaKind.IMAGE,
                      new Media.Picture(size.width(), size.height(), placeholder(first))));
      if (found.isPresent()) {
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return found;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static Found anew(Path file, String type, BufferedImage upright) throws IOException {
    int side = Bound.IMAGE_SIDE.count();
    BufferedImage kept = Scaling.within(upright, side, side);
    Path written = file.resolveSibling(file.getFileName() + ".anew");
    try {
      ImageForm form = write(kept, type, written);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
      return new Found(
          form.type(),
          MediaKind.IMAGE,
          new Media.Picture(kept.getWidth(), kept.getHeight(), placeholder(kept)));
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static ImageForm write(BufferedImage image, String type, Path file) throws IOException {
    boolean transparent = image.getColorModel().hasAlpha();
    if (transparent || !type.equals("image/jpeg")) {
      ImageForm.PNG.write(image, file);
      if (transparent || Files.size(file) <= LOSSLESS_BYTES) {
        return ImageForm.PNG;
      }
    }
    ImageForm.JPEG.write(image, file);
    return ImageForm.JPEG;
  }

  /** So small that it travels with the message. */
  private static String placeholder(BufferedImage image) throws IOException {
    int side = Bound.PLACEHOLDER_SIDE.count();
    var png = new ByteArrayOutputStream();
    ImageForm.PNG.write(Scaling.within(Scaling.opaque(image), side, side), png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
