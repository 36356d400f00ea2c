package dev.parley.server.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/** The blocks of a GIF, one after the other (GIF89a). Used once, by one thread. */
final class GifBlocks {
  private static final int HEADER = 13;
  private static final int IMAGE_DESCRIPTOR = 9;
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int END = 0x3b;

  /** How long a picture stays, and what is under it. */
  private static final int CONTROL = 0xf9;

  private static final int APPLICATION = 0xff;

  /** They say how often it is played. */
  private static final Set<String> LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

  private final DataInputStream in;
  private final OutputStream out;

  GifBlocks(DataInputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Copies header, pictures and their timing. Empty if it is no GIF. */
  Optional<Animation> copy() throws IOException {
    byte[] header = read(HEADER);
    if (!new String(header, 0, 4, ISO_8859_1).equals("GIF8")) {
      return Optional.empty();
    }
    out.write(header);
    colours(header[10]);
    int width = number(header, 6);
    int height = number(header, 8);
    for (int frames = 0; ; ) {
      switch (in.readUnsignedByte()) {
        case IMAGE -> {
          if (!picture(width, height)) {
            return Optional.empty();
          }
          frames++;
        }
        case EXTENSION -> extension();
        case END -> {
          out.write(END);
          return Optional.of(new Animation(width, height, frames));
        }
        default -> {
          return Optional.empty();
        }
      }
    }
  }

  /** False if it is not within the whole. */
  private boolean picture(int width, int height) throws IOException {
    byte[] place = read(IMAGE_DESCRIPTOR);
    if (number(place, 0) + number(place, 4) > width
        || number(place, 2) + number(place, 6) > height) {
      return false;
    }
    out.write(IMAGE);
    out.write(place);
    colours(place[8]);
    out.write(in.readUnsignedByte());
    parts(true);
    return true;
  }

  private void extension() throws IOException {
    int label = in.readUnsignedByte();
    if (label == CONTROL) {
      out.write(EXTENSION);
      out.write(label);
      parts(true);
    } else if (label == APPLICATION) {
      byte[] name = read(in.readUnsignedByte());
      boolean loop = LOOPS.contains(new String(name, ISO_8859_1));
      if (loop) {
        out.write(EXTENSION);
        out.write(label);
        out.write(name.length);
        out.write(name);
      }
      parts(loop);
    } else {
      parts(false);
    }
  }

  /** A table of colours, if the flags say that there is one. */
  private void colours(int flags) throws IOException {
    if ((flags & 0x80) != 0) {
      out.write(read(3 << ((flags & 7) + 1)));
    }
  }

  /** The parts of a block, up to an empty one. */
  private void parts(boolean kept) throws IOException {
    int length;
    do {
      length = in.readUnsignedByte();
      byte[] part = read(length);
      if (kept) {
        out.write(length);
        out.write(part);
      }
    } while (length > 0);
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }
}
