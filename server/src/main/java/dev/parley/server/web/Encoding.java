package dev.parley.server.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a file's content is compressed on its way; the smallest first. */
enum Encoding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz"),
  IDENTITY("identity", "");

  private final String text;
  private final String suffix;

  Encoding(String text, String suffix) {
    this.text = text;
    this.suffix = suffix;
  }

  /** What the headers call it. */
  String text() {
    return text;
  }

  /** What the build adds to the name of a file that is compressed so. */
  String suffix() {
    return suffix;
  }

  /** The best one that both sides have. */
  static Encoding choose(StaticFile file, @Nullable String acceptEncoding) {
    for (Encoding encoding : values()) {
      if (file.has(encoding) && encoding.isAccepted(acceptEncoding)) {
        return encoding;
      }
    }
    return IDENTITY;
  }

  private boolean isAccepted(@Nullable String header) {
    if (this == IDENTITY || header == null) {
      return this == IDENTITY;
    }
    for (String one : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = one.split(";", 2);
      if (parts[0].strip().equals(text)) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(?:\\.0{0,3})?");
      }
    }
    return false;
  }
}
