package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.sync.Sync;
import dev.parley.messenger.sync.SyncCursors.Reader;
import dev.parley.messenger.sync.SyncHistory;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.HistoryView;
import dev.parley.server.view.PullView;
import dev.parley.server.view.SnapshotView;
import dev.parley.server.view.SnapshotViews;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the caller's device catches up with what it missed; all devices of one person share two
 * budgets, since a snapshot costs the store a hundred times as much as anything else here.
 */
@Controller("/api/sync")
@ExecuteOn(TaskExecutors.VIRTUAL)
class SyncController {
  private final Sync sync;
  private final SyncHistory history;
  private final SnapshotViews views;
  private final Budget small;
  private final Budget snapshots;

  SyncController(Sync sync, SyncHistory history, SnapshotViews views, Clock clock) {
    this.sync = sync;
    this.history = history;
    this.views = views;
    this.small = new Budget(Bound.SYNCS_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
    this.snapshots = new Budget(Bound.SNAPSHOTS_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
  }

  /**
   * Gives the entries that the device lacks, and notes how far it is. With a {@code reset} there
   * are none: take a snapshot. A cursor is good for the device alone that got it.
   *
   * @param cursor of the last answer; absent at the first visit
   * @param at how far the device has come by pushes since then; the cursor's own number if absent
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses({INVALID_CURSOR, RATE_LIMITED})
  PullView pull(
      Caller caller,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Long at,
      @QueryValue @Nullable Integer limit) {
    small.spend(Texts.id(caller.userId()));
    return PullView.of(sync.pull(reader(caller), cursor, at, Page.limit(limit)));
  }

  /**
   * Gives what a device begins with, all of one moment: the first conversations of the list with
   * their last messages, and a cursor.
   *
   * @param limit conversations, 1 to 50; 20 if absent
   * @param messages of each, 1 to 50; 20 if absent
   */
  @Get("/snapshot")
  @Refuses(RATE_LIMITED)
  SnapshotView snapshot(
      Caller caller, @QueryValue @Nullable Integer limit, @QueryValue @Nullable Integer messages) {
    snapshots.spend(Texts.id(caller.userId()));
    return views.of(
        sync.snapshot(reader(caller), rows("limit", limit), rows("messages", messages)));
  }

  /** Notes how far a device has come by pushes; no more often than it is told a head. */
  @Post("/ack")
  @Refuses({INVALID_CURSOR, RATE_LIMITED})
  @Status(HttpStatus.NO_CONTENT)
  void ack(Caller caller, @Body SyncJson.Reached given) {
    small.spend(Texts.id(caller.userId()));
    if (given.cursor() == null) {
      throw Refusal.ofField(RefusalCode.INVALID_CURSOR, "cursor", "expected the last cursor");
    }
    sync.ack(reader(caller), given.cursor(), given.at());
  }

  /**
   * Shows what was written into the caller's log, and which devices have it: the newest first.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get("/history")
  @Refuses({INVALID_CURSOR, RATE_LIMITED})
  HistoryView history(
      Caller caller, @QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {
    small.spend(Texts.id(caller.userId()));
    return HistoryView.of(history.page(caller.userId(), cursor, limit));
  }

  private static Reader reader(Caller caller) {
    return new Reader(caller.userId(), caller.deviceId());
  }

  private static int rows(String field, @Nullable Integer asked) {
    if (asked == null) {
      return Bound.SNAPSHOT_DEFAULT.count();
    }
    if (asked < 1 || asked > Bound.SNAPSHOT_ROWS.count()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, field, "expected 1 to " + Bound.SNAPSHOT_ROWS.count());
    }
    return asked;
  }
}
