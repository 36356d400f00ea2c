package dev.parley.messenger.passkey;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Forgets the passkeys of an account that goes. */
public final class PasskeyDeletion implements AccountDeletionStep {
  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new PasskeyTable(handle).forgetAll(userId);
  }
}
