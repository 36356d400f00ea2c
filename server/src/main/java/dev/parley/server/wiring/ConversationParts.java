package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.contact.Blocks;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.contact.ContactsLeaving;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.AccountLeaving;
import dev.parley.messenger.conversation.ConversationList;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.conversation.Directs;
import dev.parley.messenger.conversation.Dissolution;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.Invites;
import dev.parley.messenger.conversation.Memberships;
import dev.parley.messenger.conversation.MySettings;
import dev.parley.messenger.conversation.Roles;
import dev.parley.messenger.outbox.Outbox;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Conversations and those who are in them: the services as singletons. */
@Factory
final class ConversationParts {
  /** The step that ends conversations tells their members, so it runs before contacts forget. */
  private static final int FIRST = 0;

  private static final int SECOND = 1;

  @Singleton
  Outbox outbox(Ids ids, Clock clock) {
    return new Outbox(ids, clock);
  }

  @Singleton
  Contacts contacts(Messenger messenger) {
    return messenger.contacts();
  }

  @Singleton
  Blocks blocks(Messenger messenger) {
    return messenger.blocks();
  }

  @Singleton
  @Order(SECOND)
  ContactsLeaving contactsLeaving(Outbox outbox, Ids ids) {
    return new ContactsLeaving(outbox, ids);
  }

  @Singleton
  Conversations conversations(Messenger messenger) {
    return messenger.conversations();
  }

  @Singleton
  @Order(FIRST)
  AccountLeaving accountLeaving(Conversations conversations) {
    return conversations.accountLeaving();
  }

  @Singleton
  Access access(Conversations conversations) {
    return conversations.access();
  }

  @Singleton
  Directs directs(Conversations conversations) {
    return conversations.directs();
  }

  @Singleton
  Groups groups(Conversations conversations) {
    return conversations.groups();
  }

  @Singleton
  Memberships memberships(Conversations conversations) {
    return conversations.memberships();
  }

  @Singleton
  Roles roles(Conversations conversations) {
    return conversations.roles();
  }

  @Singleton
  Invites invites(Conversations conversations) {
    return conversations.invites();
  }

  @Singleton
  MySettings mySettings(Conversations conversations) {
    return conversations.mySettings();
  }

  @Singleton
  ConversationList list(Conversations conversations) {
    return conversations.list();
  }

  @Singleton
  Dissolution dissolution(Conversations conversations) {
    return conversations.dissolution();
  }
}
