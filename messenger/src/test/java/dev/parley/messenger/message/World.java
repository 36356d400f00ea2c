package dev.parley.messenger.message;

import dev.parley.messenger.Event;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.EventRecorder;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.contact.Blocks;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.privacy.Privacy;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A store with people and conversations, all services upon it, and a clock that tests move. */
public final class World implements AutoCloseable {
  public static final long NOBODY = 9_999_999;

  private final StoreFixture place;
  private final Store store;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final AtomicLong names = new AtomicLong();
  public final Ids ids = new Ids(now::get, 0, 0);
  private final Transactions transactions;
  private final ConversationTable conversations = new ConversationTable();

  public final List<Event> told = Collections.synchronizedList(new ArrayList<>());
  public final EventListeners listeners = new EventListeners();
  public final List<EventRecorder> recorders = new CopyOnWriteArrayList<>();
  public final Outbox outbox;
  public final Contacts contacts;
  public final Blocks blocks;
  public final Privacy privacy;
  public final Conversations all;
  public final Messages messages;
  public final MessageEdits edits;
  public final Reactions reactions;
  public final Pins pins;
  public final MessagePages pages;
  public final Receipts receipts;
  private final TextIndex index;

  public World(Engine engine) {
    this(engine, _ -> TextIndex.none());
  }

  /** With an index that goes with the messages. */
  public World(Engine engine, Function<Transactions, TextIndex> indexed) {
    place = StoreFixture.on(engine);
    store = place.open();
    transactions =
        new Transactions(
            store,
            listeners,
            (handle, events) -> recorders.forEach(one -> one.record(handle, events)));
    listeners.add(told::add);
    index = indexed.apply(transactions);
    outbox = new Outbox(ids, now::get);
    var messenger = Messenger.on(transactions, outbox, ids, now::get, new SecureRandom(), index);
    contacts = messenger.contacts();
    blocks = messenger.blocks();
    privacy = messenger.privacy();
    all = messenger.conversations();
    messages = messenger.messages();
    edits = messenger.edits();
    reactions = messenger.reactions();
    pins = messenger.pins();
    pages = messenger.pages();
    receipts = messenger.receipts();
  }

  public Transactions transactions() {
    return transactions;
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

  /**
   * A file that somebody has uploaded.
   *
   * @param kind 0 image, 3 file
   */
  public long file(long ownerId, int kind) {
    long id = ids.next();
    execute(
        """
        insert into media (media_id, owner_id, name, type, kind, size_bytes, sha256, state,
          created_at, check_at)
        values (?, ?, 'f', 'x/y', ?, 5, 'ab', 1, ?, ?)
        """,
        id,
        ownerId,
        kind,
        now().toEpochMilli(),
        Long.MAX_VALUE);
    return id;
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

  /**
   * How the embedded engine goes about a statement.
   *
   * @param sql with names or question marks, and lists in angle brackets
   */
  public List<String> plan(String sql) {
    String asked = sql.replaceAll(":[a-zA-Z]+|\\?|<[a-z]+>", "1");
    return in((handle, _) ->
        handle
            .createQuery("explain query plan " + asked)
            .map((row, _) -> row.getString("detail"))
            .list());
  }

  public String words(String sql, Object... values) {
    return transactions.read(handle -> {
      var query = handle.createQuery(sql);
      for (int i = 0; i < values.length; i++) {
        query.bind(i, values[i]);
      }
      return query.mapTo(String.class).one();
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

  /** Some people whose names begin alike. */
  public List<Long> people(String names, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> person(names + i))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** A group whose first member owns it. Its first message tells that it was made. */
  public long group(List<Long> people) {
    return group(people.stream().mapToLong(Long::longValue).toArray());
  }

  /** As {@link #group(List)}. */
  public long group(long... people) {
    List<Long> others = LongStream.of(people).skip(1).boxed().toList();
    return all.groups().create(people[0], new Groups.Plan("group", null, others)).id();
  }

  /** Who owns a group; nobody, once it is gone. */
  public long owner(long group) {
    return number(
        """
        select coalesce(max(owner_id), 0) from conversation
        where conversation_id = ? and dissolved_at is null
        """,
        group);
  }

  public void join(long group, long person) {
    all.memberships().add(owner(group), group, List.of(person));
  }

  public void leave(long group, long person) {
    all.memberships().leave(person, group);
  }

  /** Takes a member out, and anybody else in. */
  public void comeOrGo(long group, long person) {
    long present =
        number(
            """
            select count(*) from member
            where conversation_id = ? and user_id = ? and left_seq is null
            """,
            group,
            person);
    if (present == 1) {
      leave(group, person);
    } else {
      join(group, person);
    }
  }

  /** Deletes for one member alone. */
  public void clear(long conversation, long person) {
    all.mySettings().hide(person, conversation);
  }

  public void dissolve(long group) {
    all.dissolution().dissolve(owner(group), group);
  }

  /** Deletes an account: it leaves everything, and what it said in groups is blanked. */
  public void delete(long person) {
    in((handle, events) -> {
      handle.execute("update account set status = 2 where user_id = ?", person);
      all.accountLeaving().run(handle, person, events);
      return 0;
    });
    var erasure = all.departedErasure(List.of(new Erasure(index)::blank));
    while (erasure.runBatch().more()) {
      passes(1);
    }
  }

  /** Blanks everything up to a message whose time is over. */
  public void purge(long conversation, long seq) {
    in((handle, _) -> {
      if (conversations.lock(handle, conversation).isEmpty()) {
        throw Access.notFound();
      }
      new Erasure(index).purge(handle, conversation, 1, seq, now().toEpochMilli());
      return handle.execute(
          """
          update conversation set purge_seq = ?, purge_countable = (
            select countable from message m
            where m.conversation_id = conversation.conversation_id and m.seq = ?)
          where conversation_id = ? and purge_seq < ? and last_seq >= ?
          """,
          seq,
          seq,
          conversation,
          seq,
          seq);
    });
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
