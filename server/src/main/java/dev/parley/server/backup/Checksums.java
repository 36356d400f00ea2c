package dev.parley.server.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksums of an archive's parts, in their order, as {@code sha256sum} writes them. A few at a
 * time are kept, so that millions of files need no more memory than one. Used by one thread.
 */
final class Checksums {
  static final String FOLDER = "checksums/";

  /** Parts of one list. */
  private static final int TOGETHER = 1_000;

  private final StringBuilder list = new StringBuilder();
  private final MessageDigest all = sha256();
  private int listed;
  private int lists;
  private long parts;
  private long bytes;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Notes a part. */
  void add(String name, byte[] digest, long size) {
    String line = HexFormat.of().formatHex(digest) + "  " + name + "\n";
    list.append(line);
    all.update(line.getBytes(StandardCharsets.UTF_8));
    listed++;
    parts++;
    bytes += size;
  }

  /** Whether it is time to write a list. */
  boolean isFull() {
    return listed == TOGETHER;
  }

  boolean isEmpty() {
    return listed == 0;
  }

  /** The name of the list to come. */
  String nextName() {
    return "%s%06d".formatted(FOLDER, lists + 1);
  }

  /** What was added since the last list. */
  String take() {
    String text = list.toString();
    list.setLength(0);
    listed = 0;
    lists++;
    return text;
  }

  long parts() {
    return parts;
  }

  long bytes() {
    return bytes;
  }

  /** Over all that were added, in hex; asked once, at the end. */
  String digest() {
    return HexFormat.of().formatHex(all.digest());
  }
}
