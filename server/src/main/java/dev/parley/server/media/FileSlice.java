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

  private static final char ESCAPED = '%';

  String text() {
    return from + " " + length + " " + escaped(file.toString());
  }

  static FileSlice parse(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    String path = text.substring(second + 1);
    return new FileSlice(
        Path.of(path.indexOf(ESCAPED) < 0 ? path : URLDecoder.decode(path, UTF_8)),
        Long.parseLong(text, 0, first, 10),
        Long.parseLong(text, first + 1, second, 10));
  }

  /** Most paths are plain, and escaping them would cost as much as all else that is done here. */
  private static String escaped(String path) {
    return path.chars().allMatch(FileSlice::isPlain)
        ? path
        : URLEncoder.encode(path, UTF_8).replace("+", "%20");
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '/'
        || c == '.'
        || c == '-'
        || c == '_';
  }
}
