package dev.parley.server.sync;

import dev.parley.messenger.EventSink;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.retention.RetentionPurge;
import dev.parley.messenger.retention.ServerRule;
import dev.parley.messenger.session.Seal;
import dev.parley.messenger.session.ServerKeys;
import dev.parley.messenger.sync.Epoch;
import dev.parley.messenger.sync.FanOut;
import dev.parley.messenger.sync.Parking;
import dev.parley.messenger.sync.Sync;
import dev.parley.messenger.sync.SyncCursors;
import dev.parley.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** All services that a history needs, on one store. */
final class Services {
  final Transactions transactions;
  final Outbox outbox;
  final Messenger messenger;
  final Profiles profiles;
  final FanOut fanOut;
  final Sync sync;
  final Parking parking;
  final RetentionPurge purge;

  Services(Store store, EventSink events, Ids ids, Clock clock) {
    transactions = new Transactions(store, events);
    outbox = new Outbox(ids, clock);
    messenger =
        Messenger.on(transactions, outbox, ids, clock, new SecureRandom(), TextIndex.none());
    profiles = new Profiles(transactions, clock);
    fanOut = new FanOut(transactions, clock);
    var keys =
        new ServerKeys(transactions, clock, new SecureRandom(), ServerKeys.Purpose.SYNC_CURSOR);
    sync =
        new Sync(
            transactions,
            clock,
            new Epoch(store.engine(), new SecureRandom()),
            new SyncCursors(new Seal(keys)),
            messenger.conversations().list(),
            messenger.pages());
    parking = new Parking(transactions, clock);
    purge =
        new RetentionPurge(
            transactions,
            new ServerRule(transactions, clock, Retention.FOREVER),
            outbox,
            clock,
            new Erasure(TextIndex.none()),
            List.of());
  }
}
