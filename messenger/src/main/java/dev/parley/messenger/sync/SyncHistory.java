package dev.parley.messenger.sync;

import dev.parley.messenger.Cursor;
import dev.parley.messenger.Page;
import dev.parley.messenger.Rows;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.outbox.SyncKind;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What was written into a user's log, and when which device had it. For the user alone.
 * Thread-safe; blocks.
 */
public final class SyncHistory {
  // all by primary key
  static final String ENTRIES =
      """
      select i.sync_seq, i.kind, i.conversation_id, i.ref, i.created_at
      from inbox i join user_sync s on s.user_id = i.user_id
      where i.user_id = :user and i.sync_seq < :before and i.sync_seq > s.floor_seq
      order by i.sync_seq desc limit :limit
      """;

  static final String DEVICES =
      """
      select device_id, name, acked_seq, acked_at from device
      where user_id = :user order by device_id
      """;

  // those within the page, and of each device the first one above it
  static final String MARKS =
      """
      select k.device_id, k.acked_seq, k.acked_at, k.pushed from sync_mark k
      where k.user_id = :user and k.acked_seq >= :low
        and k.acked_seq <= coalesce((
          select min(above.acked_seq) from sync_mark above
          where above.user_id = :user and above.device_id = k.device_id
            and above.acked_seq >= :high), :high)
      """;

  private final Transactions transactions;

  public SyncHistory(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * One of the user's devices.
   *
   * @param position up to here it has the log
   * @param at since when, epoch milliseconds; {@code null} if it never said
   */
  public record Device(long id, String name, long position, @Nullable Long at) {}

  /**
   * That a device has an entry.
   *
   * @param at it was known by then, epoch milliseconds
   * @param pushed by a live socket, else by an answer
   */
  public record Ack(long deviceId, long at, boolean pushed) {}

  /** An entry, and the devices that have it. */
  public record Line(
      long syncSeq, SyncKind kind, long conversationId, long ref, long createdAt, List<Ack> acks) {
    public Line {
      acks = List.copyOf(acks);
    }
  }

  /** All devices, and a page of entries, the newest first. */
  public record History(List<Device> devices, Page<Line> lines) {
    public History {
      devices = List.copyOf(devices);
    }
  }

  /**
   * A page.
   *
   * @throws dev.parley.messenger.Refusal {@code invalid-cursor}, {@code invalid-field}
   */
  public History page(long userId, @Nullable String cursor, @Nullable Integer limit) {
    int size = Page.limit(limit);
    long before = Cursor.parse(cursor, Long.MAX_VALUE)[0];
    return transactions.read(handle -> {
      Page<Line> bare =
          Page.of(
              entries(handle, userId, before, size + 1), size, last -> Cursor.of(last.syncSeq()));
      var marks = marks(handle, userId, bare.items());
      List<Line> lines = bare.items().stream().map(line -> acked(line, marks)).toList();
      return new History(devices(handle, userId), new Page<>(lines, bare.next()));
    });
  }

  private static List<Line> entries(Handle handle, long userId, long before, int limit) {
    return handle
        .createQuery(ENTRIES)
        .bind("user", userId)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) ->
            new Line(
                row.getLong("sync_seq"),
                SyncKind.of(row.getInt("kind")),
                row.getLong("conversation_id"),
                row.getLong("ref"),
                row.getLong("created_at"),
                List.of()))
        .list();
  }

  private static List<Device> devices(Handle handle, long userId) {
    return handle
        .createQuery(DEVICES)
        .bind("user", userId)
        .map((row, _) ->
            new Device(
                row.getLong("device_id"),
                row.getString("name"),
                row.getLong("acked_seq"),
                Rows.longOrNull(row, "acked_at")))
        .list();
  }

  /** By device: what it said, by the number that it had come to. */
  private static Map<Long, NavigableMap<Long, Ack>> marks(
      Handle handle, long userId, List<Line> lines) {
    var marks = new TreeMap<Long, NavigableMap<Long, Ack>>();
    if (lines.isEmpty()) {
      return marks;
    }
    handle
        .createQuery(MARKS)
        .bind("user", userId)
        .bind("low", lines.getLast().syncSeq())
        .bind("high", lines.getFirst().syncSeq())
        .map((row, _) ->
            marks
                .computeIfAbsent(row.getLong("device_id"), _ -> new TreeMap<>())
                .put(
                    row.getLong("acked_seq"),
                    new Ack(
                        row.getLong("device_id"),
                        row.getLong("acked_at"),
                        row.getInt("pushed") == 1)))
        .list();
    return marks;
  }

  private static Line acked(Line line, Map<Long, NavigableMap<Long, Ack>> marks) {
    List<Ack> acks =
        marks.values().stream()
            .map(device -> device.ceilingEntry(line.syncSeq()))
            .filter(Objects::nonNull)
            .map(Map.Entry::getValue)
            .toList();
    return new Line(
        line.syncSeq(), line.kind(), line.conversationId(), line.ref(), line.createdAt(), acks);
  }
}
