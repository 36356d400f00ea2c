package dev.parley.messenger.privacy;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Forgets what an account that goes had settled. */
public final class PrivacyDeletion implements AccountDeletionStep {
  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new PrivacyTable(handle).forget(userId);
  }
}
