package dev.parley.messenger.mail;

import dev.parley.messenger.Event;

/** Somebody has asked for a mail. */
public record MailWaits() implements Event {
  @Override
  public long lane() {
    return 0;
  }
}
