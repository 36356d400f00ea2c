package dev.parley.server.wiring;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.ConversationList;
import dev.parley.messenger.message.MessagePages;
import dev.parley.messenger.session.KeyRing;
import dev.parley.messenger.session.Seal;
import dev.parley.messenger.sync.Epoch;
import dev.parley.messenger.sync.Sync;
import dev.parley.messenger.sync.SyncCursors;
import dev.parley.messenger.sync.SyncFigures;
import dev.parley.messenger.sync.SyncHistory;
import dev.parley.store.Store;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The sync store: the services as singletons. */
@Factory
final class SyncParts {
  @Singleton
  Epoch epoch(Store store) {
    return new Epoch(store.engine(), new SecureRandom());
  }

  @Singleton
  Sync sync(
      Transactions transactions,
      Clock clock,
      Epoch epoch,
      KeyRing keys,
      ConversationList conversations,
      MessagePages messages) {
    var cursors = new SyncCursors(new Seal(keys.syncCursors()));
    return new Sync(transactions, clock, epoch, cursors, conversations, messages);
  }

  @Singleton
  SyncHistory syncHistory(Transactions transactions) {
    return new SyncHistory(transactions);
  }

  @Singleton
  SyncFigures syncFigures(Transactions transactions, Clock clock) {
    return new SyncFigures(transactions, clock);
  }
}
