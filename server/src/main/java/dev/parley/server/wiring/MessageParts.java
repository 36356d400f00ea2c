package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.message.MessageEdits;
import dev.parley.messenger.message.MessagePages;
import dev.parley.messenger.message.Messages;
import dev.parley.messenger.message.Pins;
import dev.parley.messenger.message.Reactions;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.receipt.Receipts;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** What people talk with, put together; messages and receipts: the services as singletons. */
@Factory
final class MessageParts {
  @Singleton
  Messenger messenger(
      Transactions transactions, Outbox outbox, Ids ids, Clock clock, TextIndex index) {
    return Messenger.on(transactions, outbox, ids, clock, new SecureRandom(), index);
  }

  @Singleton
  Messages messages(Messenger messenger) {
    return messenger.messages();
  }

  @Singleton
  MessageEdits messageEdits(Messenger messenger) {
    return messenger.edits();
  }

  @Singleton
  MessagePages messagePages(Messenger messenger) {
    return messenger.pages();
  }

  @Singleton
  Reactions reactions(Messenger messenger) {
    return messenger.reactions();
  }

  @Singleton
  Pins pins(Messenger messenger) {
    return messenger.pins();
  }

  @Singleton
  Receipts receipts(Messenger messenger) {
    return messenger.receipts();
  }
}
