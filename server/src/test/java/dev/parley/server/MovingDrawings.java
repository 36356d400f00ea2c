package dev.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** Images for tests that move. */
final class MovingDrawings {
  private MovingDrawings() {}

  /** A GIF that repeats for ever, with a comment. */
  static byte[] gif(int width, int height, int frames, String comment) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    var out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(i / 5f, 1, 1));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        metadata.mergeTree("javax_imageio_gif_image_1.0", forEver(comment));
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static IIOMetadataNode forEver(String comment) {
    var loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(new byte[] {1, 0, 0});
    var loops = new IIOMetadataNode("ApplicationExtensions");
    loops.appendChild(loop);
    var told = new IIOMetadataNode("CommentExtension");
    told.setAttribute("value", comment);
    var comments = new IIOMetadataNode("CommentExtensions");
    comments.appendChild(told);
    var root = new IIOMetadataNode("javax_imageio_gif_image_1.0");
    root.appendChild(loops);
    root.appendChild(comments);
    return root;
  }

  /** How many pictures a GIF has. */
  static int frames(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(stream);
      return reader.getNumImages(true);
    } finally {
      reader.dispose();
    }
  }

  /** A WebP of two pictures, both as a still one of a size, that says where it was. */
  static byte[] webp(byte[] still, int width, int height, String place) {
    byte[] picture = Arrays.copyOfRange(still, 12, still.length);
    ByteBuffer all = ByteBuffer.allocate(2 * still.length + 256).order(ByteOrder.LITTLE_ENDIAN);
    all.put("RIFF".getBytes(ISO_8859_1)).putInt(0).put("WEBPVP8X".getBytes(ISO_8859_1)).putInt(10);
    all.putInt(0x02 | 0x08); // it moves, and there is Exif
    size(all, width, height);
    all.put("ANIM".getBytes(ISO_8859_1)).putInt(6).putInt(0).putShort((short) 0);
    for (int i = 0; i < 2; i++) {
      all.put("ANMF".getBytes(ISO_8859_1)).putInt(16 + picture.length).put(new byte[6]);
      size(all, width, height);
      all.put(new byte[] {100, 0, 0, 0}).put(picture);
    }
    byte[] exif = place.getBytes(ISO_8859_1);
    all.put("EXIF".getBytes(ISO_8859_1)).putInt(exif.length).put(exif);
    all.putInt(4, all.position() - 8);
    return Arrays.copyOf(all.array(), all.position());
  }

  private static void size(ByteBuffer all, int width, int height) {
    for (int side : new int[] {width - 1, height - 1}) {
      all.put((byte) side).put((byte) (side >> 8)).put((byte) (side >> 16));
    }
  }

  /** How long a WebP says that it is, without its first eight bytes. */
  static int length(byte[] webp) {
    return ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
  }
}
