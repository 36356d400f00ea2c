package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.server.config.ServerSettings;
import jakarta.inject.Singleton;

/** Says so where no mail can be sent, before anybody waits for one. */
@Singleton
final class MailGate {
  private final boolean open;

  MailGate(ServerSettings settings) {
    this.open = settings.identity().sendsMail();
  }

  boolean isOpen() {
    return open;
  }

  /**
   * @throws Refusal {@code mail-off}
   */
  void requireServer() {
    if (!open) {
      throw Refusal.of(
          RefusalCode.MAIL_OFF,
          "this server sends no mail; its operator can make a link that sets a new password");
    }
  }
}
