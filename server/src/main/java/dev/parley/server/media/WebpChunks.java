package dev.parley.server.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The chunks of a WebP, one after the other. Used once, by one thread. */
final class WebpChunks {
  private static final int HEAD = 8;
  private static final int EXTENDED = 10;
  private static final int FRAME_HEAD = 16;
  private static final int LARGEST = 1 << 28;

  /** Moves; has transparency. All other flags announce what is left out. */
  private static final int KEPT_FLAGS = 0x12;

  private static final int MOVES = 0x02;
  private static final Set<String> PICTURES = Set.of("VP8 ", "VP8L", "ALPH");

  private final DataInputStream in;
  private final OutputStream out;

  WebpChunks(DataInputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Copies frames and their timing. Empty if it does not move, or is none. */
  Optional<Animation> copy() throws IOException {
    byte[] file = read(HEAD + 4);
    byte[] first = read(HEAD);
    if (!name(file, 0).equals("RIFF")
        || !name(file, HEAD).equals("WEBP")
        || !name(first, 0).equals("VP8X")
        || number(first, 4, 4) != EXTENDED) {
      return Optional.empty();
    }
    byte[] whole = read(EXTENDED);
    if ((whole[0] & MOVES) == 0) {
      return Optional.empty();
    }
    whole[0] &= KEPT_FLAGS;
    out.write(file);
    out.write(first);
    out.write(whole);
    long left = number(file, 4, 4) - 4 - HEAD - EXTENDED;
    int frames = 0;
    while (left >= HEAD) {
      byte[] head = read(HEAD);
      long length = padded(number(head, 4, 4));
      if (length > LARGEST || length > left - HEAD) {
        return Optional.empty();
      }
      byte[] content = read((int) length);
      left -= HEAD + length;
      String name = name(head, 0);
      if (name.equals("ANMF")) {
        if (!holdsPicturesOnly(content)) {
          return Optional.empty();
        }
        frames++;
      }
      if (name.equals("ANMF") || name.equals("ANIM")) {
        out.write(head);
        out.write(content);
      }
    }
    return Optional.of(
        new Animation((int) number(whole, 4, 3) + 1, (int) number(whole, 7, 3) + 1, frames));
  }

  private static boolean holdsPicturesOnly(byte[] frame) {
    int at = FRAME_HEAD;
    while (at + HEAD <= frame.length) {
      if (!PICTURES.contains(name(frame, at))) {
        return false;
      }
      at = (int) Math.min(Integer.MAX_VALUE, at + HEAD + padded(number(frame, at + 4, 4)));
    }
    return at == frame.length;
  }

  /** Says in the head of a file how long it has become. */
  static void setLength(Path file) throws IOException {
    int length = Math.toIntExact(Files.size(file) - HEAD);
    try (var written = new RandomAccessFile(file.toFile(), "rw")) {
      written.seek(4);
      written.writeInt(Integer.reverseBytes(length));
    }
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, ISO_8859_1);
  }

  private static long padded(long length) {
    return length + (length & 1);
  }

  private static long number(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = number << 8 | (bytes[at + i] & 0xff);
    }
    return number;
  }
}
