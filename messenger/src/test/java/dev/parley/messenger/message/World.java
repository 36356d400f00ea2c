package dev.parley.messenger.message;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.ConversationSettings;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.receipt.Receipts;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A store with people and conversations, all services upon it, and a clock that tests move. */
public final class World implements AutoCloseable {
  public static final long NOBODY = 9_999_999;

  private final StoreFixture place;
  private final Store store;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final AtomicLong names = new AtomicLong();
  private final Ids ids = new Ids(now::get, 0, 0);
  private final Transactions transactions;
  private final Conversations all;
  private final ConversationTable conversations = new ConversationTable();

  public final List<Event> told = Collections.synchronizedList(new ArrayList<>());
  public final List<Long> files = new CopyOnWriteArrayList<>();
  public final Messages messages;
  public final MessageEdits edits;
  public final Reactions reactions;
  public final Pins pins;
  public final MessagePages pages;
  public final Receipts receipts;

  public World(Engine engine) {
    place = StoreFixture.on(engine);
    store = place.open();
    transactions = new Transactions(store, told::add);
    var outbox = new Outbox(ids, now::get);
    all =
        new Conversations(
            transactions,
            new Directory(),
            outbox,
            ids,
            now::get,
            new SecureRandom(),
            ConversationSettings.defaults());
    Access access = all.access();
    messages =
        new Messages(
            transactions,
            conversations,
            access,
            all.directs(),
            (_, fileId, _, _) -> files.contains(fileId),
            outbox,
            ids,
            now::get);
    var change = new LogChange(transactions, conversations, access, outbox);
    edits = new MessageEdits(change, access, now::get);
    reactions = new Reactions(transactions, change, access, now::get);
    pins = new Pins(transactions, change, access, now::get);
    pages = new MessagePages(transactions, access);
    receipts = new Receipts(transactions, access, outbox, now::get);
  }

  public Store store() {
    return store;
  }

  public Instant now() {
    return now.get();
  }

  public void passes(long millis) {
    now.updateAndGet(before -> before.plusMillis(millis));
  }

  public <T> T in(Transactions.Work<T> work) {
    return transactions.write(0, work);
  }

  public void execute(String sql, Object... values) {
    transactions.<Integer>write(0, (handle, _) -> handle.execute(sql, values));
  }

  public long number(String sql, Object... values) {
    return transactions.read(handle -> {
      var query = handle.createQuery(sql);
      for (int i = 0; i < values.length; i++) {
        query.bind(i, values[i]);
      }
      return query.mapTo(Long.class).one();
    });
  }

  public long person(String username) {
    long id = ids.next();
    execute(
        """
        insert into account (user_id, username, username_norm, display_name, name_norm, created_at,
          updated_at)
        values (?, ?, ?, ?, ?, 0, 0)
        """,
        id,
        username,
        username,
        username,
        username);
    return id;
  }

  /** A group whose first member owns it. */
  public long group(long... people) {
    long id = ids.next();
    execute(
        """
        insert into conversation (conversation_id, kind, title, owner_id, created_by,
          last_message_at, created_at, updated_at)
        values (?, 1, 'group', ?, ?, 0, 0, 0)
        """,
        id,
        people[0],
        people[0]);
    for (long person : people) {
      join(id, person);
    }
    role(id, people[0], 2);
    return id;
  }

  public void role(long conversation, long person, int role) {
    execute(
        "update member set role = ? where conversation_id = ? and user_id = ?",
        role,
        conversation,
        person);
  }

  public void join(long conversation, long person) {
    in((handle, _) -> {
      var head = conversations.lock(handle, conversation).orElseThrow();
      handle.execute(
          """
          insert into membership_interval (conversation_id, user_id, from_seq, to_seq)
          select conversation_id, user_id, join_seq, left_seq from member
          where conversation_id = ? and user_id = ? and left_seq is not null
          on conflict do nothing
          """,
          conversation,
          person);
      handle.execute(
          """
          insert into member (conversation_id, user_id, join_seq, floor_countable, read_seq,
            read_countable, joined_at)
          values (?, ?, ?, ?, ?, ?, 0)
          on conflict (conversation_id, user_id) do update
          set join_seq = excluded.join_seq, left_seq = null, stays = member.stays + 1,
            floor_countable = excluded.floor_countable
          """,
          conversation,
          person,
          head.lastSeq() + 1,
          head.lastCountable(),
          head.lastSeq(),
          head.lastCountable());
      return handle.execute(
          """
          update conversation set member_count = member_count + 1 where conversation_id = ?
          """,
          conversation);
    });
  }

  public void leave(long conversation, long person) {
    in((handle, _) -> {
      var head = conversations.lock(handle, conversation).orElseThrow();
      handle.execute(
          "update conversation set member_count = member_count - 1 where conversation_id = ?",
          conversation);
      return handle.execute(
          "update member set left_seq = ? where conversation_id = ? and user_id = ?",
          head.lastSeq(),
          conversation,
          person);
    });
  }

  /** Deletes for one member alone. */
  public void clear(long conversation, long person) {
    in((handle, _) -> {
      var head = conversations.lock(handle, conversation).orElseThrow();
      return handle.execute(
          """
          update member set clear_seq = ?, floor_countable = ?
          where conversation_id = ? and user_id = ?
          """,
          head.lastSeq(),
          head.lastCountable(),
          conversation,
          person);
    });
  }

  public void dissolve(long conversation) {
    execute("update conversation set dissolved_at = 1 where conversation_id = ?", conversation);
  }

  public SendCommand text(long sender, long conversation, String text) {
    return new SendCommand(
        sender,
        new Target.InConversation(conversation),
        "c" + names.incrementAndGet(),
        new Content.Text(text),
        null,
        null);
  }

  public Sent say(long sender, long conversation, String text) {
    return messages.send(text(sender, conversation, text));
  }

  @Override
  public void close() {
    store.close();
    place.close();
  }
}
