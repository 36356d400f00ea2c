package dev.parley.server.sync;

import dev.parley.messenger.EventSink;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.contact.BlockTable;
import dev.parley.messenger.contact.Blocks;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.conversation.ConversationSettings;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.Erasure;
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
  final Contacts contacts;
  final Blocks blocks;
  final Conversations all;
  final Messages messages;
  final MessageEdits edits;
  final Reactions reactions;
  final Pins pins;
  final MessagePages pages;
  final Receipts receipts;
  final Profiles profiles;
  final FanOut fanOut;
  final Sync sync;
  final Parking parking;
  final RetentionPurge purge;

  Services(Store store, EventSink events, Ids ids, Clock clock) {
    transactions = new Transactions(store, events);
    outbox = new Outbox(ids, clock);
    contacts = new Contacts(transactions, new Directory(), outbox, ids, clock);
    blocks = new Blocks(transactions, new Directory(), new BlockTable(), outbox, ids, clock);
    all =
        new Conversations(
            transactions,
            new Directory(),
            outbox,
            ids,
            clock,
            new SecureRandom(),
            ConversationSettings.defaults());
    var conversations = new ConversationTable();
    messages =
        new Messages(
            transactions,
            conversations,
            all.access(),
            all.directs(),
            FileAccess.none(),
            outbox,
            ids,
            clock);
    var change = new LogChange(transactions, conversations, all.access(), outbox);
    edits = new MessageEdits(change, all.access(), TextIndex.none(), clock);
    reactions = new Reactions(transactions, change, all.access(), clock);
    pins = new Pins(transactions, change, all.access(), clock);
    pages = new MessagePages(transactions, all.access());
    receipts = new Receipts(transactions, all.access(), outbox, clock);
    profiles = new Profiles(transactions);
    fanOut = new FanOut(transactions, clock);
    var keys =
        new ServerKeys(transactions, clock, new SecureRandom(), ServerKeys.Purpose.SYNC_CURSOR);
    sync =
        new Sync(
            transactions,
            clock,
            new Epoch(store.engine(), new SecureRandom()),
            new SyncCursors(new Seal(keys)),
            all.list(),
            pages);
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
