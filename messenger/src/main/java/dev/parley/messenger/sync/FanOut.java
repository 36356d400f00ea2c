package dev.parley.messenger.sync;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.sync.OutboxTable.Told;
import dev.parley.store.StoreErrors;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Moves what stands in the outbox into the logs of its readers, many rows in one transaction: it
 * shares the one writer of the embedded engine with everybody who sends. A row is deleted in the
 * transaction that writes its pointers, or, where the readers are many, remembers how far it came.
 * So a crash repeats nothing and leaves nothing out. Thread-safe; blocks.
 */
public final class FanOut {
  private static final int ROWS = 256;
  private static final int POINTERS = 1_000;

  /** Fan-outs of one process run one after the other, and what else writes many logs at once. */
  static final long LANE = -1;

  private final Transactions transactions;
  private final InstantSource clock;
  private final int mostPointers;
  private final Beside beside;
  private final OutboxTable outbox = new OutboxTable();
  private final LogTable logs = new LogTable();
  private final LongAdder written = new LongAdder();

  public FanOut(Transactions transactions, InstantSource clock) {
    this(transactions, clock, (_, _) -> {});
  }

  /** One with somebody who takes more from the rows than pointers. */
  public FanOut(Transactions transactions, InstantSource clock, Beside beside) {
    this(transactions, clock, POINTERS, beside);
  }

  FanOut(Transactions transactions, InstantSource clock, int mostPointers) {
    this(transactions, clock, mostPointers, (_, _) -> {});
  }

  private FanOut(Transactions transactions, InstantSource clock, int mostPointers, Beside beside) {
    this.transactions = transactions;
    this.clock = clock;
    this.mostPointers = mostPointers;
    this.beside = beside;
  }

  /** Sees rows of the outbox, in the transaction that deletes them. Quick, and without effects. */
  @FunctionalInterface
  public interface Beside {
    void leaving(Handle handle, List<Long> outboxIds);
  }

  /**
   * What one transaction did.
   *
   * @param pointers that are new, ascending by user and number
   * @param more whether the outbox may hold more
   */
  public record Batch(List<Pointer> pointers, boolean more) {
    public Batch {
      pointers = List.copyOf(pointers);
    }
  }

  /** Whether nothing waits. Cheap: it only reads. */
  public boolean isIdle() {
    return transactions.read(outbox::isEmpty);
  }

  /** Moves the oldest rows. */
  public Batch runBatch() {
    Batch batch = move();
    written.add(batch.pointers().size());
    return batch;
  }

  /** Pointers written since the start. */
  public long written() {
    return written.sum();
  }

  /**
   * What was told stands in the outbox again only after a fault, so nobody is looked for: the
   * unique key of the logs finds it out at no cost, and then the same is done with care.
   */
  private Batch move() {
    try {
      return transactions.write(LANE, (handle, _) -> move(handle, Told.UNCHECKED));
    } catch (RuntimeException e) {
      if (!StoreErrors.isUniqueViolation(e)) {
        throw e;
      }
      return transactions.write(LANE, (handle, _) -> move(handle, Told.LEFT_OUT));
    }
  }

  private Batch move(Handle handle, Told told) {
    outbox.takeTurn(handle);
    List<OutboxRow> waiting = outbox.oldest(handle, ROWS);
    List<OutboxRow> rows = inOrder(fitting(waiting));
    if (rows.isEmpty()) {
      return new Batch(List.of(), false);
    }
    List<Long> ids = rows.stream().map(OutboxRow::id).toList();
    List<OutboxTable.Recipient> members = outbox.members(handle, ids, told, mostPointers + 1);
    var readers = new ArrayList<>(members.subList(0, Math.min(members.size(), mostPointers)));
    // The row of the first recipient that found no place is done in part, later ones not at all.
    Optional<OutboxTable.Recipient> left =
        members.size() > mostPointers ? Optional.of(members.getLast()) : Optional.empty();
    List<OutboxRow> served =
        rows.stream()
            .filter(
                row -> left.isEmpty() || !row.isToMembers() || row.id() <= left.get().outboxId())
            .toList();
    readers.addAll(outbox.readers(handle, ids(served), told));
    List<Pointer> pointers = write(handle, served, readers);
    left.ifPresent(next -> rest(handle, readers, next.outboxId()));
    List<Long> done =
        ids(served).stream().filter(id -> left.isEmpty() || id != left.get().outboxId()).toList();
    if (!done.isEmpty()) {
      beside.leaving(handle, done);
    }
    outbox.delete(handle, done);
    boolean more = left.isPresent() || rows.size() < waiting.size() || waiting.size() == ROWS;
    return new Batch(pointers, more);
  }

  /** The first rows whose readers find room in one transaction; at least one. */
  private List<OutboxRow> fitting(List<OutboxRow> waiting) {
    int rows = 0;
    int readers = 0;
    while (rows < waiting.size()) {
      readers += waiting.get(rows).readers();
      if (rows > 0 && readers > mostPointers) {
        break;
      }
      rows++;
    }
    return waiting.subList(0, rows);
  }

  private void rest(Handle handle, List<OutboxTable.Recipient> readers, long row) {
    readers.stream()
        .filter(reader -> reader.outboxId() == row)
        .mapToLong(OutboxTable.Recipient::userId)
        .max()
        .ifPresent(last -> outbox.resumeAfter(handle, row, last));
  }

  /**
   * Messages of one conversation by their seq: where several nodes write, the ids of the rows do
   * not tell which of two was committed first.
   */
  private static List<OutboxRow> inOrder(List<OutboxRow> rows) {
    record Log(long conversationId, SyncKind kind) {}
    Map<Log, List<OutboxRow>> groups = new HashMap<>();
    rows.forEach(row ->
        groups
            .computeIfAbsent(new Log(row.conversationId(), row.kind()), _ -> new ArrayList<>())
            .add(row));
    groups.values().forEach(group -> group.sort(Comparator.comparingLong(OutboxRow::ref)));
    var next = new HashMap<Log, Integer>();
    return rows.stream()
        .map(row -> {
          var log = new Log(row.conversationId(), row.kind());
          return groups.getOrDefault(log, List.of()).get(next.merge(log, 1, Integer::sum) - 1);
        })
        .toList();
  }

  private static List<Long> ids(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::id).toList();
  }

  private List<Pointer> write(
      Handle handle, List<OutboxRow> rows, List<OutboxTable.Recipient> readers) {
    if (readers.isEmpty()) {
      return List.of();
    }
    long now = clock.millis();
    Map<Long, List<OutboxRow>> byUser = perUser(rows, readers);
    logs.begin(
        handle,
        readers.stream()
            .filter(OutboxTable.Recipient::fresh)
            .map(OutboxTable.Recipient::userId)
            .distinct()
            .toList(),
        now);
    var counts = new TreeMap<Long, Integer>();
    byUser.forEach((user, wanted) -> counts.put(user, wanted.size()));
    Map<Long, Long> heads = logs.take(handle, counts);
    Map<Long, Preview> previews = outbox.previews(handle, ids(rows));
    Set<Place> hidden = hidden(readers);
    var pointers = new ArrayList<Pointer>(readers.size());
    byUser.forEach((user, wanted) -> {
      long seq = heads.getOrDefault(user, 0L) - wanted.size();
      for (OutboxRow row : wanted) {
        seq++;
        Preview preview =
            hidden.contains(new Place(row.id(), user)) ? null : previews.get(row.id());
        pointers.add(new Pointer(user, seq, row.kind(), row.conversationId(), row.ref(), preview));
      }
    });
    logs.insert(handle, pointers, now);
    return pointers;
  }

  /** One row for one reader. */
  private record Place(long outboxId, long userId) {}

  /** What its readers deleted for themselves before it was told. */
  private static Set<Place> hidden(List<OutboxTable.Recipient> readers) {
    return readers.stream()
        .filter(reader -> !reader.shown())
        .map(reader -> new Place(reader.outboxId(), reader.userId()))
        .collect(Collectors.toSet());
  }

  /** What each user is told, in the order of the rows; the same thing once. */
  private static Map<Long, List<OutboxRow>> perUser(
      List<OutboxRow> rows, List<OutboxTable.Recipient> readers) {
    record Fact(long userId, SyncKind kind, long about, long ref) {}
    Map<Long, List<Long>> usersOfRow = new HashMap<>();
    readers.forEach(reader ->
        usersOfRow.computeIfAbsent(reader.outboxId(), _ -> new ArrayList<>()).add(reader.userId()));
    var told = new HashSet<Fact>();
    var byUser = new LinkedHashMap<Long, List<OutboxRow>>();
    for (OutboxRow row : rows) {
      for (long user : usersOfRow.getOrDefault(row.id(), List.of())) {
        if (told.add(new Fact(user, row.kind(), row.conversationId(), row.ref()))) {
          byUser.computeIfAbsent(user, _ -> new ArrayList<>()).add(row);
        }
      }
    }
    return byUser;
  }
}
