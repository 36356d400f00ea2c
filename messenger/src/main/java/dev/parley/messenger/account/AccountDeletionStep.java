package dev.parley.messenger.account;

import dev.parley.messenger.Event;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What another package must do when an account goes, in the same transaction. Steps run in the
 * order in which they were registered, after the account's row is locked and before it is blanked.
 */
@FunctionalInterface
public interface AccountDeletionStep {
  void run(Handle handle, long userId, Consumer<Event> events);
}
