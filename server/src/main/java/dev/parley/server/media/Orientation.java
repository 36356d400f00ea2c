package dev.parley.server.media;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held: what its pixels need so that the image stands upright. The numbers are
 * those of TIFF and Exif.
 *
 * @param number 1..8; 1 is upright
 */
record Orientation(int number) {
  static final Orientation UPRIGHT = new Orientation(1);

  /** Bytes of metadata that are looked at. */
  private static final int MOST = 65_536;

  /** Of a JPEG file; upright if it does not say, or nothing that makes sense. */
  static Orientation of(ImageInputStream jpeg) throws IOException {
    jpeg.seek(0);
    try {
      List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(jpeg, JPEG.APP1, "Exif");
      if (segments.isEmpty()) {
        return UPRIGHT;
      }
      try (InputStream data = segments.getFirst().data()) {
        data.skipNBytes(1); // a pad behind the name
        byte[] tiff = data.readNBytes(MOST);
        Entry entry =
            new TIFFReader()
                .read(ImageIO.createImageInputStream(new ByteArrayInputStream(tiff)))
                .getEntryById(TIFF.TAG_ORIENTATION);
        return entry != null && entry.getValue() instanceof Number number
            ? new Orientation(Math.clamp(number.intValue(), 1, 8))
            : UPRIGHT;
      }
    } catch (IOException | RuntimeException _) {
      return UPRIGHT; // metadata that nobody can read says nothing
    } finally {
      jpeg.seek(0);
    }
  }

  boolean isUpright() {
    return number == 1;
  }

  /** Whether width and height change places. */
  boolean turnsSides() {
    return number >= 5;
  }

  /**
   * From the stored pixels to upright ones.
   *
   * @param width of the stored image
   * @param height of the stored image
   */
  AffineTransform transform(int width, int height) {
    return switch (number) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
