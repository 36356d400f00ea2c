package dev.parley.messenger.mail;

import java.util.Locale;

/** What a mail is about. */
public enum MailKind {
  VERIFY_ADDRESS,
  RESET_PASSWORD,
  NEW_DEVICE;

  /** As the store and the templates name it, such as {@code new-device}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static MailKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
