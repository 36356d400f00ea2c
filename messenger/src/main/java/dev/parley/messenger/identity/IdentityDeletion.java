package dev.parley.messenger.identity;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Forgets what an account that goes has begun; its links go with the account's row. */
public final class IdentityDeletion implements AccountDeletionStep {
  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new FlowTable(handle).forgetAll(userId);
  }
}
