package dev.parley.channels.app;

import java.util.regex.Pattern;

/** The one rule for what may name an app or a key. */
final class Names {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Names() {}

  static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }
}
