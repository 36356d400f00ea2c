package dev.parley.socketio.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an uploaded file is to be had on this server. */
final class MediaPath {
  private static final Pattern FORM =
      Pattern.compile("(?:(?:https?://[^/?#]+)?(?:/[^?#]*)?/media/)?([1-9]\\d{0,18})(?:[?#].*)?");

  private MediaPath() {}

  static String of(long fileId) {
    return "/media/" + fileId;
  }

  /** The file that an id, a path or an address names; which host it names does not matter. */
  static Optional<Long> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(form.group(1)));
    } catch (NumberFormatException _) {
      return Optional.empty(); // above 2^63
    }
  }
}
