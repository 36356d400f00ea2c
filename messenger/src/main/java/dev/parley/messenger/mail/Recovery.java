package dev.parley.messenger.mail;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.session.SignIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a way back in. What is typed is written down as it is, whether anybody has that name or
 * not, and looked up only when the mail is to be sent: the answer and its time tell nothing.
 * Thread-safe; blocks.
 */
public final class Recovery {
  private final Transactions transactions;
  private final InstantSource clock;
  private final LongSupplier ids;
  private final Budget ofName;
  private final Budget ofNetwork;

  /**
   * A way back in.
   *
   * @param ids gives new ids
   */
  public Recovery(Transactions transactions, InstantSource clock, LongSupplier ids) {
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    Duration hour = Duration.ofHours(1);
    this.ofName = new Budget(Bound.MAILS_PER_ADDRESS.value(), hour, clock);
    this.ofNetwork = new Budget(Bound.RESET_REQUESTS_PER_HOUR.value(), hour, clock);
  }

  /**
   * Asks for a mail with a link that sets a new password.
   *
   * @param typed a username or an address
   * @throws Refusal naming {@code identifier} if nothing was typed; {@code rate-limited}; {@code
   *     busy} if too many mails wait
   */
  public void ask(@Nullable String typed, String network) {
    ofNetwork.spend(network);
    if (typed == null || typed.isBlank()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "identifier", "expected a username or an address");
    }
    String name = SignIn.normOf(typed.strip());
    ofName.spend(name);
    long id = ids.getAsLong();
    transactions.write(
        0,
        (handle, events) -> {
          var table = new MailTable(handle);
          if (table.count() >= Bound.MAILS_WAITING.value()) {
            throw Refusal.of(RefusalCode.BUSY, "too many mails wait to be sent; try again later");
          }
          table.insert(new Mail(id, MailKind.RESET_PASSWORD, 0, name, "", "", 0, clock.millis()));
          events.accept(new MailWaits());
          return null;
        });
  }
}
