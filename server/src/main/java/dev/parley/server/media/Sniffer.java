package dev.parley.server.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.messenger.media.MediaKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/** Tells by its first bytes what a file is. Thread-safe; blocks. */
final class Sniffer {
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp");

  private static final Set<String> VIDEOS =
      Set.of("video/mp4", "video/webm", "video/ogg", "video/quicktime");

  private static final Set<String> AUDIOS =
      Set.of(
          "audio/mpeg",
          "audio/mp4",
          "audio/ogg",
          "audio/vorbis",
          "audio/opus",
          "audio/wav",
          "audio/flac",
          "audio/webm");

  private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

  /** The media type; {@code application/octet-stream} if it cannot be told. */
  String type(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      String type = types.detect(in, new Metadata()).getBaseType().toString();
      return switch (type) {
        case "audio/vnd.wave", "audio/x-wav" -> "audio/wav";
        case "audio/x-flac" -> "audio/flac";
        case "application/mp4", "video/x-m4v" -> "video/mp4";
        case "audio/x-m4a" -> "audio/mp4";
        case "application/ogg" -> "audio/ogg";
        case "application/x-matroska", "video/x-matroska" -> isWebm(file) ? "video/webm" : type;
        case "image/x-ms-bmp" -> "image/bmp";
        default -> type;
      };
    }
  }

  /** The same container with another name near its beginning. */
  private static boolean isWebm(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(64), ISO_8859_1).contains("webm");
    }
  }

  /** Whether a type may be an image that is decoded here. */
  static boolean isImage(String type) {
    return IMAGES.contains(type);
  }

  /** What browsers can do with a type that is not decoded here. */
  static MediaKind kind(String type) {
    if (VIDEOS.contains(type)) {
      return MediaKind.VIDEO;
    }
    return AUDIOS.contains(type) ? MediaKind.AUDIO : MediaKind.FILE;
  }
}
