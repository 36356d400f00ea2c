package dev.parley.server.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Path;

/**
 * A part of a file of the local disk, to be sent as the body of an answer. Travels in a header of
 * the answer, from the controller to {@link FileSending}, and never leaves the process.
 */
record FileSlice(Path file, long from, long length) {
  static final String HEADER = "x-parley-file-slice";

  String text() {
    return "%d %d %s".formatted(from, length, URLEncoder.encode(file.toString(), UTF_8));
  }

  static FileSlice parse(String text) {
    String[] parts = text.split(" ", 3);
    return new FileSlice(
        Path.of(URLDecoder.decode(parts[2], UTF_8)),
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]));
  }
}
