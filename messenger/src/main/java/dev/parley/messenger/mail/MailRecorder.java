package dev.parley.messenger.mail;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventRecorder;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.AddressClaimed;
import dev.parley.messenger.account.EmailAddress;
import dev.parley.messenger.session.DeviceAdded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Writes down the mails that follow from what happens, together with it. Of those to one address
 * only a few in an hour: whoever claims another's address again and again is refused. Thread-safe.
 */
public final class MailRecorder implements EventRecorder {
  private final LongSupplier ids;
  private final InstantSource clock;
  private final Budget toAddress;

  /**
   * A recorder.
   *
   * @param ids gives new ids
   */
  public MailRecorder(LongSupplier ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
    this.toAddress = new Budget(Bound.MAILS_PER_ADDRESS.value(), Duration.ofHours(1), clock);
  }

  /**
   * @throws Refusal {@code rate-limited} if an address is claimed too often
   */
  @Override
  public void record(Handle handle, List<Event> events) {
    for (Event event : events) {
      switch (event) {
        case AddressClaimed(long userId, String address) -> {
          toAddress.spend(address);
          write(handle, MailKind.VERIFY_ADDRESS, userId, address, "", "");
        }
        case DeviceAdded(long userId, String device, String network, boolean first) -> {
          if (!first) {
            verified(handle, userId)
                .filter(this::mayWrite)
                .ifPresent(address ->
                    write(handle, MailKind.NEW_DEVICE, userId, address, device, network));
          }
        }
        default -> {} // nothing to write about
      }
    }
  }

  private static Optional<String> verified(Handle handle, long userId) {
    return new AccountTable(handle)
        .find(userId)
        .filter(Account::emailVerified)
        .map(Account::email)
        .map(text -> EmailAddress.of(text).norm());
  }

  private boolean mayWrite(String address) {
    try {
      toAddress.spend("device " + address);
      return true;
    } catch (Refusal _) {
      return false; // who signs in is not to be refused
    }
  }

  private void write(
      Handle handle, MailKind kind, long userId, String identifier, String device, String network) {
    new MailTable(handle)
        .insert(
            new Mail(
                ids.getAsLong(), kind, userId, identifier, device, network, 0, clock.millis()));
  }
}
