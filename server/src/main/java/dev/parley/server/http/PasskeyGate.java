package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.identity.Flows;
import dev.parley.messenger.passkey.Passkeys;
import dev.parley.server.config.ServerSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Passkeys, where this server's own address is known and browsers would use them there. */
@Singleton
final class PasskeyGate {
  private final @Nullable Passkeys passkeys;

  PasskeyGate(Transactions transactions, Clock clock, Flows flows, ServerSettings settings) {
    URI home = settings.identity().publicUrl();
    this.passkeys =
        home != null && suits(home) ? new Passkeys(transactions, clock, flows, home) : null;
  }

  /** Browsers bind passkeys to names, not to numbers, and only over TLS or on this machine. */
  private static boolean suits(URI home) {
    String host = home.getHost();
    boolean named = !host.contains(":") && !host.matches("[0-9.]+");
    return named && ("https".equals(home.getScheme()) || host.equals("localhost"));
  }

  boolean isOpen() {
    return passkeys != null;
  }

  /**
   * @throws Refusal {@code not-allowed}
   */
  Passkeys get() {
    if (passkeys == null) {
      throw Refusal.of(
          RefusalCode.NOT_ALLOWED, "passkeys need public-url to be set to https and a host's name");
    }
    return passkeys;
  }
}
