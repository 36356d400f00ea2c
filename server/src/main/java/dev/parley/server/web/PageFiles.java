package dev.parley.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of one folder of the class path, read when first asked for. Thread-safe; the cache is
 * bounded by the number of files there are.
 */
final class PageFiles {
  /** No dot at the start of a segment, so neither {@code ..} nor hidden files. */
  private static final Pattern SAFE =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/){0,4}[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"));

  private final String folder;
  private final ConcurrentHashMap<String, StaticFile> read = new ConcurrentHashMap<>();

  /**
   * Nothing is read yet.
   *
   * @param folder with a slash at its end
   */
  PageFiles(String folder) {
    this.folder = folder;
  }

  Optional<StaticFile> find(String path) {
    StaticFile known = read.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    byte[] content = content(path);
    if (content == null) {
      return Optional.empty();
    }
    var compressed = new EnumMap<Encoding, byte[]>(Encoding.class);
    for (Encoding encoding : Encoding.values()) {
      byte[] smaller = encoding == Encoding.IDENTITY ? null : content(path + encoding.suffix());
      if (smaller != null) {
        compressed.put(encoding, smaller);
      }
    }
    var file = new StaticFile(path, content, compressed, type);
    read.put(path, file);
    return Optional.of(file);
  }

  private byte @Nullable [] content(String path) {
    try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(folder + path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
