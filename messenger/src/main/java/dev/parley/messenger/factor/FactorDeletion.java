package dev.parley.messenger.factor;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Forgets the second factor of an account that goes. */
public final class FactorDeletion implements AccountDeletionStep {
  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new FactorTable(handle).forgetAll(userId);
  }
}
