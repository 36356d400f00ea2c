package dev.parley.server.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.media.MediaKind;

/** Whether a browser shows a file or saves it, and under which name (RFC 6266, RFC 8187). */
final class Disposition {
  private static final String PLAIN = "!#$&+-.^_`|~";

  private Disposition() {}

  /** Shown: images, video and audio. All else could be a page or a program, and is saved. */
  static boolean isShown(MediaKind kind) {
    return kind != MediaKind.FILE;
  }

  /** The header's value, safe for every name. */
  static String of(boolean shown, String name) {
    String oneStep = name.replace('/', '_').replace('\\', '_');
    return (shown ? "inline" : "attachment")
        + "; filename=\""
        + plain(oneStep)
        + "\"; filename*=UTF-8''"
        + encoded(oneStep);
  }

  /** For clients that know no other form: everything that could end the quotes is gone. */
  private static String plain(String name) {
    var text = new StringBuilder();
    name.codePoints()
        .forEach(c -> text.append(isPlain(c) || c == ' ' || c == '(' || c == ')' ? (char) c : '_'));
    return text.toString();
  }

  private static String encoded(String name) {
    var text = new StringBuilder();
    for (byte one : name.getBytes(UTF_8)) {
      int c = one & 0xff;
      if (isPlain(c)) {
        text.append((char) c);
      } else {
        text.append('%').append("%02X".formatted(c));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c < 0x80 && PLAIN.indexOf(c) >= 0);
  }
}
