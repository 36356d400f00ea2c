package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.contact.BlockTable;
import dev.parley.messenger.contact.Blocks;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;

/** A store with people in it, all services on it, and a clock that stands until it is moved. */
final class World implements AutoCloseable {
  final AtomicLong now = new AtomicLong(Instant.parse("2026-11-21T10:00:00Z").toEpochMilli());
  final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  final List<Event> events = new CopyOnWriteArrayList<>();
  final Ids ids = new Ids(clock, 1, 0);
  final Outbox outbox = new Outbox(ids, clock);
  final Transactions transactions;
  final Conversations all;
  final Contacts contacts;
  final Blocks blocks;
  private final StoreFixture place;
  private final Store store;
  private long people = 10;

  World(Engine engine) {
    this(engine, ConversationSettings.defaults());
  }

  World(Engine engine, ConversationSettings settings) {
    place = StoreFixture.on(engine);
    store = place.open();
    transactions = new Transactions(store, events::add);
    var directory = new Directory();
    all =
        new Conversations(
            transactions, directory, outbox, ids, clock, new SecureRandom(), settings);
    contacts = new Contacts(transactions, directory, outbox, ids, clock);
    blocks = new Blocks(transactions, directory, new BlockTable(), outbox, ids, clock);
  }

  /** A new account. */
  long person() {
    long id = ++people;
    write(handle ->
        handle.execute(
            """
            insert into account (user_id, username, username_norm, display_name, name_norm,
              created_at, updated_at)
            values (?, ?, ?, ?, ?, 0, 0)
            """,
            id,
            "p" + id,
            "p" + id,
            "Person " + id,
            "person " + id));
    return id;
  }

  /** A group, the first of whom owns it. */
  Conversation group(long owner, Long... others) {
    return all.groups().create(owner, new Groups.Plan("Group", null, List.of(others)));
  }

  /** A text message as the log's owner writes it: counted, and numbered under the row's lock. */
  long say(long conversationId, long senderId) {
    return transactions.write(
        conversationId,
        (handle, _) -> {
          long id = ids.next();
          Conversation head =
              new ConversationTable()
                  .append(handle, conversationId, 1, clock.millis())
                  .orElseThrow(Access::notFound);
          all.access().mayPost(handle, head, senderId);
          handle.execute(
              """
              insert into message (conversation_id, seq, message_id, countable, counts, rev,
                sender_id, client_msg_id, request_hash, kind, body, sent_at)
              values (?, ?, ?, ?, 1, ?, ?, ?, '', 0, ?, ?)
              """,
              conversationId,
              head.lastSeq(),
              id,
              head.lastCountable(),
              head.lastRev(),
              senderId,
              "c" + id,
              "text " + head.lastSeq(),
              clock.millis());
          return head.lastSeq();
        });
  }

  Conversation row(long conversationId) {
    return transactions
        .read(handle -> new ConversationTable().find(handle, conversationId))
        .orElseThrow();
  }

  Member member(long conversationId, long userId) {
    return transactions
        .read(handle -> new MemberTable().find(handle, conversationId, userId))
        .orElseThrow();
  }

  Visible visible(long conversationId, long userId) {
    return transactions
        .read(handle -> all.access().canRead(handle, conversationId, userId))
        .visible();
  }

  long count(String sql, Object... arguments) {
    return transactions.read(handle -> {
      var query = handle.createQuery(sql);
      for (int i = 0; i < arguments.length; i++) {
        query.bind(i, arguments[i]);
      }
      return query.mapTo(Long.class).one();
    });
  }

  interface Statement {
    void run(Handle handle);
  }

  void write(Statement statement) {
    transactions.write(
        0,
        (handle, _) -> {
          statement.run(handle);
          return null;
        });
  }

  static RefusalCode refusal(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    if (refusal == null) {
      throw new AssertionError("expected a refusal, but it was done");
    }
    return refusal.code();
  }

  <E extends Event> List<E> told(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void close() {
    store.close();
    place.close();
  }
}
