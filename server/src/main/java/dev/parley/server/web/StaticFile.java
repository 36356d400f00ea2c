package dev.parley.server.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A file that never changes while the process runs. Immutable; nobody writes to its content. */
final class StaticFile {
  private static final Pattern HASHED = Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
  private static final int ETAG_BYTES = 16;

  private final byte[] content;
  private final String contentType;
  private final String etag;
  private final boolean immutable;

  StaticFile(String name, byte[] content, String contentType) {
    this.content = content;
    this.contentType = contentType;
    this.etag = etag(content);
    this.immutable = !contentType.startsWith("text/html") && HASHED.matcher(name).matches();
  }

  byte[] content() {
    return content;
  }

  String contentType() {
    return contentType;
  }

  /** Quoted, made from the content. */
  String etag() {
    return etag;
  }

  /** Whether the name changes with the content, so that it may be cached for ever. */
  boolean isImmutable() {
    return immutable;
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
