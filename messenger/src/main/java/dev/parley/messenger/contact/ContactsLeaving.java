package dev.parley.messenger.contact;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.account.AccountDeletionStep;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Takes a deleted account out of all address books and blocks. Thread-safe. */
public final class ContactsLeaving implements AccountDeletionStep {
  private final Outbox outbox;
  private final Ids ids;
  private final ContactTable contacts = new ContactTable();
  private final BlockTable blocks = new BlockTable();

  public ContactsLeaving(Outbox outbox, Ids ids) {
    this.outbox = outbox;
    this.ids = ids;
  }

  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    for (long owner : contacts.whoKnow(handle, userId)) {
      outbox.toUserAlone(handle, SyncKind.CONTACT, ids.next(), owner);
      events.accept(new ContactsChanged(owner, userId, false));
    }
    contacts.deleteAll(handle, userId);
    blocks.deleteAll(handle, userId);
  }
}
