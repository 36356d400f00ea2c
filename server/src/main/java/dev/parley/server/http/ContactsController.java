package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.Page;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.contact.Contact;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller's address book. Nobody else learns of it. */
@Controller("/api/contacts")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ContactsController {
  private final Contacts contacts;
  private final Profiles profiles;

  ContactsController(Contacts contacts, Profiles profiles) {
    this.contacts = contacts;
    this.profiles = profiles;
  }

  /**
   * Lists contacts.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses(INVALID_CURSOR)
  ContactJson.Contacts list(
      Caller caller, @QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {
    Page<Contact> page = contacts.page(caller.userId(), cursor, limit);
    Map<Long, Profile> people =
        profiles.byIds(page.items().stream().map(Contact::contactId).toList());
    return new ContactJson.Contacts(
        page.items().stream()
            .map(one ->
                new ContactJson.Entry(
                    PersonView.in(people, one.contactId()),
                    one.alias(),
                    Texts.time(one.createdAt())))
            .toList(),
        page.next());
  }

  /** Adds somebody. Adding again changes nothing but the alias, if one is given. */
  @Put("/{userId}")
  @Refuses({NOT_FOUND, LIMIT_REACHED})
  @Status(HttpStatus.NO_CONTENT)
  void add(Caller caller, String userId, @Body ContactJson.@Nullable Alias given) {
    contacts.add(caller.userId(), Texts.pathId(userId), given == null ? null : given.alias());
  }

  /** Changes what the caller calls a contact. */
  @Patch("/{userId}")
  @Refuses(NOT_FOUND)
  @Status(HttpStatus.NO_CONTENT)
  void rename(Caller caller, String userId, @Body ContactJson.Alias given) {
    contacts.setAlias(caller.userId(), Texts.pathId(userId), given.alias());
  }

  /** Removes somebody; nothing happens if that one is not there. */
  @Delete("/{userId}")
  @Status(HttpStatus.NO_CONTENT)
  void remove(Caller caller, String userId) {
    contacts.remove(caller.userId(), Texts.pathId(userId));
  }
}
