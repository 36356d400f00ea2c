package dev.parley.server.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** A file that never changes while the process runs. Immutable; nobody writes to its content. */
final class StaticFile {
  private static final Pattern HASHED = Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
  private static final int ETAG_BYTES = 16;

  private final byte[] content;
  private final Map<Encoding, byte[]> compressed;
  private final String contentType;
  private final String hash;
  private final boolean immutable;

  /**
   * Takes what the build made.
   *
   * @param compressed the same content, smaller; may be empty
   */
  StaticFile(String name, byte[] content, Map<Encoding, byte[]> compressed, String contentType) {
    this.content = content;
    this.compressed = Map.copyOf(compressed);
    this.contentType = contentType;
    this.hash = hash(content);
    this.immutable = !contentType.startsWith("text/html") && HASHED.matcher(name).matches();
  }

  /** Whether there is such a form. */
  boolean has(Encoding encoding) {
    return encoding == Encoding.IDENTITY || compressed.containsKey(encoding);
  }

  byte[] content(Encoding encoding) {
    return compressed.getOrDefault(encoding, content);
  }

  String contentType() {
    return contentType;
  }

  /** Quoted, made from the content; each encoding has its own. */
  String etag(Encoding encoding) {
    return '"' + hash + (encoding == Encoding.IDENTITY ? "" : "-" + encoding.text()) + '"';
  }

  /** Whether the name changes with the content, so that it may be cached for ever. */
  boolean isImmutable() {
    return immutable;
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
