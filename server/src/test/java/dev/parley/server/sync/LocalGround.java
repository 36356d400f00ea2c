package dev.parley.server.sync;

import dev.parley.messenger.Ids;
import dev.parley.messenger.receipt.UnreadCheck;
import dev.parley.messenger.sync.SyncCursors;
import dev.parley.server.sync.client.Push;
import dev.parley.server.sync.client.Transport;
import dev.parley.server.view.SyncView;
import dev.parley.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The services in this process. One thread does everything, so that a seed is a history; pushes go
 * to a {@link Board}.
 */
final class LocalGround implements Ground {
  private static final String ACCOUNT =
      """
      insert into account (user_id, username, username_norm, display_name, name_norm, created_at,
        updated_at)
      values (?, ?, ?, ?, ?, 0, 0)
      """;

  private static final String DEVICE =
      """
      insert into device (user_id, device_id, name, created_at, last_seen_at)
      values (?, ?, 'phone', 0, 0)
      """;

  private static final String HOLES =
      """
      select count(*) from user_sync s
      where s.last_seq - s.floor_seq <> (
        select count(*) from inbox i where i.user_id = s.user_id and i.sync_seq > s.floor_seq)
      """;

  /** Told of a message that was said while one was away. */
  private static final String OVERHEARD =
      """
      select count(*) from inbox i
      join member m on m.conversation_id = i.conversation_id and m.user_id = i.user_id
      where i.kind = 0
        and not (m.join_seq <= i.ref and (m.left_seq is null or m.left_seq >= i.ref))
        and not exists (
          select 1 from membership_interval s
          where s.conversation_id = i.conversation_id and s.user_id = i.user_id
            and s.from_seq <= i.ref and s.to_seq >= i.ref)
      """;

  /** Not told of a message that was said before one left, where nothing else was in the way. */
  private static final String FORGOTTEN =
      """
      select count(*) from member m
      join conversation c on c.conversation_id = m.conversation_id
        and c.fanout_version = 0 and c.dissolved_at is null
      join user_sync s on s.user_id = m.user_id and s.floor_seq = 0
      join message x on x.conversation_id = m.conversation_id and x.seq >= m.join_seq
        and (m.left_seq is null or x.seq <= m.left_seq)
      where not exists (
        select 1 from inbox i where i.user_id = m.user_id
          and i.conversation_id = m.conversation_id and i.kind = 0 and i.ref = x.seq)
      """;

  private static final String WAITING =
      """
      select outbox_id, slot, kind, conversation_id, ref, user_id, created_at from outbox
      order by outbox_id limit 20
      """;

  private static final String AGAIN =
      """
      insert into outbox (outbox_id, slot, kind, conversation_id, ref, user_id, created_at)
      values (?, ?, ?, ?, ?, ?, ?) on conflict (outbox_id) do nothing
      """;

  private final Supplier<Store> opening;
  private final AtomicLong now =
      new AtomicLong(Instant.parse("2026-11-21T10:00:00Z").toEpochMilli());
  private final Ids ids;
  private final Deeds deeds = new LocalDeeds(this);
  private final List<LocalPhone> phones = new ArrayList<>();
  private final Board board = new Board();
  private InterruptedStore store;
  private Services services;
  private Runnable between = () -> {};
  private long firstConversation;

  /**
   * A ground on a store.
   *
   * @param opening opens it, again after each restart
   */
  LocalGround(Supplier<Store> opening) {
    this.opening = opening;
    this.ids = new Ids(clock(), 0, 0);
    this.store = new InterruptedStore(opening.get());
    this.services = new Services(store, board, ids, clock());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(now.get());
      }
    };
  }

  /** Another history begins on the same store. */
  void clear() {
    phones.forEach(LocalPhone::cut);
    phones.clear();
    settle();
    firstConversation = ids.next();
  }

  /** Has something done between the transactions of a request. */
  void interrupt(Runnable task) {
    between = task;
    store.interrupt(task);
  }

  Services services() {
    return services;
  }

  void tell() {
    board.tell(services.transactions);
  }

  @Override
  public String person(String name) {
    long id = ids.next();
    services.transactions.<Integer>write(
        0, (handle, _) -> handle.execute(ACCOUNT, id, name, name, name, name));
    return Long.toString(id);
  }

  @Override
  public Phone phone(String person) {
    long device = ids.next();
    long user = LocalDeeds.id(person);
    services.transactions.<Integer>write(0, (handle, _) -> handle.execute(DEVICE, user, device));
    var phone = new LocalPhone(new SyncCursors.Reader(user, device));
    phones.add(phone);
    return phone;
  }

  @Override
  public Deeds deeds() {
    return deeds;
  }

  @Override
  public long now() {
    return now.get();
  }

  @Override
  public void pass(long millis) {
    now.addAndGet(millis);
  }

  @Override
  public void fanOut() {
    board.entries(services.fanOut.runBatch().pointers());
  }

  @Override
  public void repeatFanOut() {
    List<Object[]> rows =
        services.transactions.read(handle ->
            handle
                .createQuery(WAITING)
                .map((row, _) ->
                    new Object[] {
                      row.getLong(1),
                      row.getInt(2),
                      row.getInt(3),
                      row.getLong(4),
                      row.getLong(5),
                      row.getLong(6),
                      row.getLong(7)
                    })
                .list());
    fanOut();
    services.transactions.<Boolean>write(
        0,
        (handle, _) -> {
          rows.forEach(row -> handle.execute(AGAIN, row));
          return true;
        });
    fanOut();
  }

  @Override
  public void settle() {
    boolean more = true;
    while (more) {
      var batch = services.fanOut.runBatch();
      board.entries(batch.pointers());
      more = batch.more();
    }
    tell();
  }

  @Override
  public void restart() {
    phones.forEach(LocalPhone::cut);
    store.close();
    store = new InterruptedStore(opening.get());
    services = new Services(store, board, ids, clock());
    store.interrupt(between);
  }

  @Override
  public void park(String person) {
    services.transactions.<Integer>write(
        0,
        (handle, _) ->
            handle.execute(
                "update user_sync set last_active_at = 0 where user_id = ?",
                LocalDeeds.id(person)));
    services.parking.runBatch();
  }

  @Override
  public void purge() {
    while (services.purge.runBatch().more()) {
      pass(1);
    }
  }

  @Override
  public String audit() {
    return services.transactions.read(handle -> {
      var found = new StringBuilder();
      var wrong = new UnreadCheck().differences(handle, firstConversation, Long.MAX_VALUE, 10);
      if (!wrong.isEmpty()) {
        found.append("unread counts ").append(wrong);
      }
      Map.of("holes", HOLES, "overheard", OVERHEARD, "forgotten", FORGOTTEN)
          .forEach((name, query) -> {
            long count = handle.createQuery(query).mapTo(Long.class).one();
            if (count > 0) {
              found.append(' ').append(count).append(' ').append(name);
            }
          });
      return found.toString();
    });
  }

  private List<Long> mine(long userId) {
    return services.transactions.read(handle ->
        handle
            .createQuery(
                """
                select m.conversation_id from member m
                join conversation c on c.conversation_id = m.conversation_id
                where m.user_id = :user and m.left_seq is null and c.dissolved_at is null
                """)
            .bind("user", userId)
            .mapTo(Long.class)
            .list());
  }

  @Override
  public void close() {
    store.close();
  }

  private final class LocalPhone implements Phone {
    private final SyncCursors.Reader reader;
    private final Transport transport;
    private Board.@Nullable Seat seat;

    LocalPhone(SyncCursors.Reader reader) {
      this.reader = reader;
      this.transport = new LocalTransport(LocalGround.this, reader);
    }

    @Override
    public Transport transport() {
      return transport;
    }

    @Override
    public void connect(Consumer<Push> ear) {
      var taken = new Board.Seat(reader.userId(), ear);
      board.sit(taken);
      seat = taken;
      var greeting = services.sync.greet(reader.userId());
      ear.accept(new Push.Told(SyncView.head(greeting.head(), greeting.epoch())));
    }

    @Override
    public boolean isConnected() {
      return seat != null;
    }

    @Override
    public void hold(Set<String> conversations) {
      Set<Long> wanted =
          conversations.stream().map(LocalDeeds::id).collect(Collectors.toCollection(HashSet::new));
      if (seat != null && !seat.holds(wanted)) {
        wanted.retainAll(mine(reader.userId()));
        seat.hold(wanted);
      }
    }

    @Override
    public void cut() {
      if (seat != null) {
        board.rise(seat);
        seat = null;
      }
    }
  }
}
