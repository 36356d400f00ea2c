package dev.parley.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.media.LocalMedia;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a request sends. It is read once for its hash, and again for each try: whoever receives it
 * can tell that it is whole.
 *
 * @param sha256 of the bytes, in hex
 */
record S3Body(Source source, long length, String sha256) {
  static final S3Body NONE = of("");

  /** Opens the bytes from their beginning. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  static S3Body of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    try {
      return of(() -> new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part of a file. */
  static S3Body of(Path file, long from, long length) throws IOException {
    return of(() -> LocalMedia.part(file, from, length), length);
  }

  private static S3Body of(Source source, long length) throws IOException {
    try (var in = new DigestInputStream(source.open(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return new S3Body(source, length, HexFormat.of().formatHex(in.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  BodyPublisher publisher() {
    if (length == 0) {
      return BodyPublishers.noBody();
    }
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), length);
  }

  private InputStream open() {
    try {
      return source.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
