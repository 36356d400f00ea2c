package dev.parley.messenger.assembly;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.contact.BlockTable;
import dev.parley.messenger.contact.Blocks;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.ConversationSettings;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.message.LogChange;
import dev.parley.messenger.message.MessageEdits;
import dev.parley.messenger.message.MessagePages;
import dev.parley.messenger.message.Messages;
import dev.parley.messenger.message.Pins;
import dev.parley.messenger.message.Reactions;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.privacy.Privacy;
import dev.parley.messenger.receipt.Receipts;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The services with which people know one another, meet, talk and hear that they were heard. All of
 * them are thread-safe.
 */
public record Messenger(
    Contacts contacts,
    Blocks blocks,
    Privacy privacy,
    Conversations conversations,
    Messages messages,
    MessageEdits edits,
    Reactions reactions,
    Pins pins,
    MessagePages pages,
    Receipts receipts) {

  /**
   * Puts them together.
   *
   * @param clock of what people do; the outbox has its own
   * @param random for secrets: must not be guessable
   * @param index told of messages whose words change
   */
  public static Messenger on(
      Transactions transactions,
      Outbox outbox,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      TextIndex index) {
    var directory = new Directory();
    var rows = new ConversationTable();
    var conversations =
        new Conversations(
            transactions, directory, outbox, ids, clock, random, ConversationSettings.defaults());
    Access access = conversations.access();
    var change = new LogChange(transactions, rows, access, outbox);
    return new Messenger(
        new Contacts(transactions, directory, outbox, ids, clock),
        new Blocks(transactions, directory, new BlockTable(), outbox, ids, clock),
        new Privacy(transactions, outbox, ids),
        conversations,
        new Messages(
            transactions,
            rows,
            access,
            conversations.directs(),
            conversations.reach(),
            outbox,
            ids,
            clock),
        new MessageEdits(change, access, index, clock),
        new Reactions(transactions, change, access, clock),
        new Pins(transactions, change, access, clock),
        new MessagePages(transactions, access),
        new Receipts(transactions, access, outbox, clock));
  }
}
