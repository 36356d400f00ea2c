package dev.parley.messenger.push;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Forgets the browsers of an account that goes. */
public final class PushDeletion implements AccountDeletionStep {
  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new SubscriptionTable(handle).forgetAll(userId);
  }
}
