package dev.parley.server.sync.client;

import dev.parley.server.view.PullView;
import dev.parley.server.view.SyncView;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The device's place in its user's own log. */
final class UserLog {
  private final Consumer<SyncView.Entry> apply;
  private @Nullable String cursor;
  private InOrder<SyncView.Entry> entries = new InOrder<>(0);
  private long reported;

  UserLog(Consumer<SyncView.Entry> apply) {
    this.apply = apply;
  }

  /** What the server gave last; null before the first snapshot, and if it must be taken anew. */
  @Nullable String cursor() {
    return cursor;
  }

  long at() {
    return entries.at();
  }

  /** Begins behind a snapshot. What was told meanwhile counts. */
  void begin(String givenCursor, long head, long now) {
    var fresh = new InOrder<SyncView.Entry>(head);
    if (cursor == null && entries.known() > head) {
      fresh.told(entries.known(), now);
    }
    entries = fresh;
    cursor = givenCursor;
    reported = head;
  }

  /** The server cannot go on from here. */
  void forget() {
    cursor = null;
    entries = new InOrder<>(0);
  }

  void heard(SyncView view, long now) {
    entries.told(view.head(), now);
    take(view.from(), view.entries(), now);
  }

  void answered(PullView answer, long now) {
    cursor = Objects.requireNonNull(answer.cursor());
    entries.told(answer.head(), now);
    take(answer.from(), answer.entries(), now);
    reported = Math.max(reported, entries.at());
  }

  private void take(@Nullable Long from, List<SyncView.Entry> given, long now) {
    if (from == null || cursor == null) {
      return;
    }
    for (int i = 0; i < given.size(); i++) {
      entries.offer(from + i, given.get(i), now);
      drain();
    }
  }

  private void drain() {
    SyncView.Entry next;
    while ((next = entries.peek()) != null) {
      entries.reach(entries.at() + 1);
      apply.accept(next);
    }
  }

  boolean isBehind() {
    return entries.isBehind();
  }

  boolean isDue(long now) {
    return entries.isDue(now);
  }

  /** Whether the server was not told yet how far this device came. */
  boolean isUnreported() {
    return entries.at() > reported;
  }
}
