package dev.parley.server;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Images for tests. */
final class Drawings {
  private Drawings() {}

  /** Red above, blue below. */
  static BufferedImage flag(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width, height / 2);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, height / 2, width, height - height / 2);
    graphics.dispose();
    return image;
  }

  static byte[] encoded(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  static BufferedImage decoded(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  /** A JPEG whose camera was held another way, and that says where it was. */
  static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(64);
    tiff.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x010e).putShort((short) 2).putInt(12).putInt(38); // a description
    tiff.putInt(0).put("secret place".getBytes(StandardCharsets.ISO_8859_1));
    byte[] name = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    int length = tiff.position();
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + 4 + name.length + length);
    all.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (2 + name.length + length));
    all.put(name).put(tiff.array(), 0, length).put(jpeg, 2, jpeg.length - 2);
    return all.array();
  }

  /** A PNG of some kilobytes that says it is very large, and is. */
  static byte[] bomb(int side) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(
        out,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(side)
            .putInt(side)
            .put((byte) 1)
            .put((byte) 0)
            .put(new byte[3])
            .array());
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    var data = new ByteArrayOutputStream();
    byte[] row = new byte[side / 8 + 1];
    byte[] buffer = new byte[65_536];
    for (int y = 0; y < side; y++) {
      deflater.setInput(row);
      while (!deflater.needsInput()) {
        data.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      data.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    chunk(out, "IDAT", data.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    var crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
