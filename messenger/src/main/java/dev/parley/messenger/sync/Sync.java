package dev.parley.messenger.sync;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.ConversationList;
import dev.parley.messenger.message.MessagePages;
import dev.parley.messenger.sync.SyncCursors.Place;
import dev.parley.messenger.sync.SyncCursors.Reader;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How a device catches up: with the entries after its cursor, or with a snapshot where these cannot
 * be had. Nothing is missed silently: whatever is not in the entries is in the heads of large
 * groups, or the answer is a reset. Thread-safe; blocks.
 */
public final class Sync {
  private final Transactions transactions;
  private final Epoch epoch;
  private final SyncCursors cursors;
  private final ConversationList conversations;
  private final MessagePages messages;
  private final Positions positions;
  private final Resets resets = new Resets();
  private final RepeatedReads repeated;
  private final ReadTable table = new ReadTable();

  /** Makes the store's epoch, if there is none. Blocks. */
  public Sync(
      Transactions transactions,
      InstantSource clock,
      Epoch epoch,
      SyncCursors cursors,
      ConversationList conversations,
      MessagePages messages) {
    this.transactions = transactions;
    this.epoch = epoch;
    this.cursors = cursors;
    this.conversations = conversations;
    this.messages = messages;
    this.positions = new Positions(transactions, clock);
    this.repeated = new RepeatedReads();
    transactions.write(
        0,
        (handle, _) -> {
          epoch.begin(handle);
          return null;
        });
  }

  /** Resets that were answered since the start. */
  public Resets resets() {
    return resets;
  }

  /** Devices that were found getting the same entries again and again since the start. */
  public long loops() {
    return repeated.found();
  }

  /** A cursor taken apart, and how far the device has come since by pushes. */
  private record Stand(Place place, long at) {}

  /** What one transaction found. */
  private record Found(Pull pull, LogState state, long acked) {}

  /**
   * The entries that a device lacks. Notes its position, and unparks its user.
   *
   * @param cursor of an earlier answer; {@code null} at the first visit
   * @param at how far it has come by pushes since then; {@code null} for no further
   * @throws Refusal {@code invalid-cursor} for a cursor of somebody else's; {@code invalid-field}
   *     for an {@code at} below it
   */
  public Pull pull(Reader reader, @Nullable String cursor, @Nullable Long at, int limit) {
    Optional<Stand> stand = Optional.ofNullable(cursor).map(text -> stand(reader, text, at));
    Found found = transactions.read(handle -> look(handle, reader, stand, limit));
    Reset reset = found.pull().reset();
    if (reset != null) {
      resets.count(reset);
      positions.unpark(reader.userId());
    } else {
      stand.ifPresent(from -> {
        positions.reached(reader, reached(from), found.acked(), found.state());
        repeated.read(reader, from.at(), !found.pull().entries().isEmpty());
      });
    }
    return found.pull();
  }

  private static Positions.Reached reached(Stand stand) {
    return new Positions.Reached(stand.place().seq(), stand.at());
  }

  private Stand stand(Reader reader, String cursor, @Nullable Long at) {
    Place place = cursors.read(reader, cursor);
    if (at != null && at < place.seq()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "at", "expected no less than the cursor's own number");
    }
    return new Stand(place, at == null ? place.seq() : at);
  }

  private Found look(Handle handle, Reader reader, Optional<Stand> stand, int limit) {
    LogState state = table.state(handle, reader.userId());
    long now = epoch.current(handle);
    Optional<Reset> reset = reset(state, now, stand);
    if (reset.isPresent() || stand.isEmpty()) {
      Pull pull = Pull.reset(reset.orElse(Reset.FIRST), state.last());
      return new Found(pull, state, 0);
    }
    long from = stand.get().at();
    List<Pointer> entries = table.entries(handle, reader.userId(), from, limit);
    long last = from + entries.size();
    var pull =
        new Pull(
            null,
            entries,
            state.last(),
            cursors.of(reader, new Place(now, last)),
            last < state.last(),
            table.groups(handle, reader.userId()));
    return new Found(pull, state, positions.acked(handle, reader));
  }

  private static Optional<Reset> reset(LogState state, long epoch, Optional<Stand> stand) {
    if (stand.isEmpty()) {
      return Optional.of(Reset.FIRST);
    }
    long at = stand.get().at();
    if (stand.get().place().epoch() != epoch) {
      return Optional.of(Reset.EPOCH);
    }
    if (state.parked()) {
      return Optional.of(Reset.PARKED);
    }
    if (at > state.last()) {
      return Optional.of(Reset.AHEAD);
    }
    if (at < state.floor()) {
      return Optional.of(Reset.EXPIRED);
    }
    return state.last() - at > Bound.LOG_PENDING.value()
        ? Optional.of(Reset.TOO_FAR)
        : Optional.empty();
  }

  /**
   * Notes how far a device has come. What cannot be right is not noted: the next pull tells why.
   *
   * @throws Refusal as {@link #pull}
   */
  public void ack(Reader reader, String cursor, @Nullable Long at) {
    Stand stand = stand(reader, cursor, at);
    record Known(boolean right, LogState state, long acked) {}
    Known known =
        transactions.read(handle -> {
          LogState state = table.state(handle, reader.userId());
          boolean right = reset(state, epoch.current(handle), Optional.of(stand)).isEmpty();
          return new Known(right, state, positions.acked(handle, reader));
        });
    if (known.right()) {
      positions.reached(reader, reached(stand), known.acked(), known.state());
    }
  }

  /**
   * Everything to begin with, on one consistent state of the store. The user is unparked and that
   * is committed before anything is read, so what is written from the reading on is in the log
   * after the cursor.
   *
   * @param limit conversations, the first of the list
   * @param each messages of each, the last ones
   */
  public Snapshot snapshot(Reader reader, int limit, int each) {
    positions.unpark(reader.userId());
    return transactions.read(handle -> {
      long head = table.state(handle, reader.userId()).last();
      long now = epoch.current(handle);
      var list =
          conversations.page(handle, reader.userId(), ConversationList.Scope.MINE, null, limit);
      List<Snapshot.Part> parts =
          list.items().stream()
              .map(row ->
                  new Snapshot.Part(
                      row, messages.last(handle, row.conversation().id(), reader.userId(), each)))
              .toList();
      return new Snapshot(
          cursors.of(reader, new Place(now, head)),
          head,
          now,
          parts,
          list.next(),
          table.groups(handle, reader.userId()));
    });
  }

  /**
   * What somebody is told who begins to listen.
   *
   * @param head the end of the own log
   * @param epoch of the store
   */
  public record Greeting(long head, long epoch) {}

  /** What to tell somebody who begins to listen: from now on the user counts as active. */
  public Greeting greet(long userId) {
    record Known(LogState state, long epoch) {}
    Known known =
        transactions.read(handle -> new Known(table.state(handle, userId), epoch.current(handle)));
    if (known.state().exists()) {
      positions.touch(userId, known.state());
    }
    return new Greeting(known.state().last(), known.epoch());
  }

  /** The store's epoch of this moment: it changes when a copy is restored or a standby promoted. */
  public long epoch() {
    return transactions.read(epoch::current);
  }
}
