package dev.parley.messenger.session;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Ends the sessions of an account that goes, and forgets its devices and links. */
public final class SessionDeletion implements AccountDeletionStep {
  private final SessionEndings endings;

  public SessionDeletion(InstantSource clock) {
    this.endings = new SessionEndings(clock);
  }

  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    endings.all(handle, userId, 0, EndReason.ACCOUNT_DELETED, events);
    new DeviceTable(handle).forgetAll(userId);
    TokenTable.forgetAll(handle, userId);
  }
}
