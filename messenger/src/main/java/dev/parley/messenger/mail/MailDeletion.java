package dev.parley.messenger.mail;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Forgets the mails to an account that goes. */
public final class MailDeletion implements AccountDeletionStep {
  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new MailTable(handle).forgetAll(userId);
  }
}
