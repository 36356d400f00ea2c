package dev.parley.messenger.contact;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Cursor;
import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.ShortText;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A user's address book. Thread-safe; blocks. */
public final class Contacts {
  private final Transactions transactions;
  private final Directory directory;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;
  private final ContactTable table = new ContactTable();

  public Contacts(
      Transactions transactions, Directory directory, Outbox outbox, Ids ids, InstantSource clock) {
    this.transactions = transactions;
    this.directory = directory;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds somebody. Adding again changes nothing but the alias, if one is given.
   *
   * @throws Refusal {@code not-found}, {@code invalid-field} for oneself and a bad alias, {@code
   *     limit-reached}
   */
  public void add(long userId, long contactId, @Nullable String alias) {
    String name = alias(alias);
    if (userId == contactId) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "user_id", "expected somebody else");
    }
    transactions.write(
        userId,
        (handle, events) -> {
          directory.require(handle, "user_id", contactId);
          if (table.insert(handle, userId, contactId, name, clock.millis())) {
            requireRoom(handle, userId);
          } else if (name == null || !table.setAlias(handle, userId, contactId, name)) {
            return null;
          }
          tell(handle, events, userId, contactId, true);
          return null;
        });
  }

  /**
   * Names a contact, or with {@code null} takes the name back.
   *
   * @throws Refusal {@code not-found} if there is no such contact, {@code field-too-long}
   */
  public void setAlias(long userId, long contactId, @Nullable String alias) {
    String name = alias(alias);
    transactions.write(
        userId,
        (handle, events) -> {
          if (!table.setAlias(handle, userId, contactId, name)) {
            throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such contact");
          }
          tell(handle, events, userId, contactId, true);
          return null;
        });
  }

  /** Removes somebody; nothing happens if that one is not there. */
  public void remove(long userId, long contactId) {
    transactions.write(
        userId,
        (handle, events) -> {
          if (table.delete(handle, userId, contactId)) {
            tell(handle, events, userId, contactId, false);
          }
          return null;
        });
  }

  /** The book, oldest accounts first. */
  public Page<Contact> page(long userId, @Nullable String cursor, @Nullable Integer limit) {
    int size = Page.limit(limit);
    long after = Cursor.parse(cursor, 0)[0];
    return Page.of(
        transactions.read(handle -> table.page(handle, userId, after, size + 1)),
        size,
        last -> Cursor.of(last.contactId()));
  }

  private void requireRoom(Handle handle, long userId) {
    if (table.count(handle, userId) > Bound.CONTACTS.value()) {
      throw Refusal.of(
          RefusalCode.LIMIT_REACHED,
          "expected at most %d contacts".formatted(Bound.CONTACTS.value()));
    }
  }

  private void tell(
      Handle handle, Consumer<Event> events, long userId, long contactId, boolean present) {
    outbox.toUserAlone(handle, SyncKind.CONTACT, ids.next(), userId);
    events.accept(new ContactsChanged(userId, contactId, present));
  }

  private static @Nullable String alias(@Nullable String typed) {
    return typed == null || typed.isBlank()
        ? null
        : ShortText.of("alias", typed, Bound.DISPLAY_NAME_LENGTH);
  }
}
