package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Directs;
import dev.parley.messenger.message.FileAccess;
import dev.parley.messenger.message.LogChange;
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
import java.time.Clock;

/** Messages and receipts: the services as singletons. */
@Factory
final class MessageParts {
  private final ConversationTable conversations = new ConversationTable();

  @Singleton
  FileAccess fileAccess() {
    return FileAccess.none();
  }

  @Singleton
  Messages messages(
      Transactions transactions,
      Access access,
      Directs directs,
      FileAccess files,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    return new Messages(transactions, conversations, access, directs, files, outbox, ids, clock);
  }

  @Singleton
  LogChange logChange(Transactions transactions, Access access, Outbox outbox) {
    return new LogChange(transactions, conversations, access, outbox);
  }

  @Singleton
  MessageEdits messageEdits(LogChange change, Access access, TextIndex index, Clock clock) {
    return new MessageEdits(change, access, index, clock);
  }

  @Singleton
  MessagePages messagePages(Transactions transactions, Access access) {
    return new MessagePages(transactions, access);
  }

  @Singleton
  Reactions reactions(Transactions transactions, LogChange change, Access access, Clock clock) {
    return new Reactions(transactions, change, access, clock);
  }

  @Singleton
  Pins pins(Transactions transactions, LogChange change, Access access, Clock clock) {
    return new Pins(transactions, change, access, clock);
  }

  @Singleton
  Receipts receipts(Transactions transactions, Access access, Outbox outbox, Clock clock) {
    return new Receipts(transactions, access, outbox, clock);
  }
}
