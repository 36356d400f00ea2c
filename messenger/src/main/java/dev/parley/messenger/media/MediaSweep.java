package dev.parley.messenger.media;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects files that nothing refers to, and uploads that were never finished: marks them as gone,
 * deletes their bytes, and only then forgets them. Each step can be the last; what is left is found
 * again. Thread-safe; blocks.
 */
public final class MediaSweep {
  private static final Logger log = LoggerFactory.getLogger(MediaSweep.class);

  /** Files of one batch. */
  private static final int BATCH = 50;

  private static final long RETRY_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Transactions transactions;
  private final InstantSource clock;
  private final MediaFiles files;
  private final MediaStore store;
  private final LongConsumer gone;

  /**
   * Puts it together.
   *
   * @param gone told of each file whose bytes are deleted, for those who keep something of it
   */
  public MediaSweep(
      Transactions transactions,
      InstantSource clock,
      MediaFiles files,
      MediaStore store,
      LongConsumer gone) {
    this.transactions = transactions;
    this.clock = clock;
    this.files = files;
    this.store = store;
    this.gone = gone;
  }

  /**
   * Runs one batch.
   *
   * @return files that were deleted
   */
  public Progress runBatch() {
    long now = clock.millis();
    List<UploadTable.Due> due =
        transactions.read(handle -> new UploadTable(handle).due(now, BATCH));
    int deleted = 0;
    for (UploadTable.Due one : due) {
      if (isUnwanted(one, now)) {
        deleted += delete(one, now) ? 1 : 0;
      }
    }
    return new Progress(deleted, due.size() == BATCH);
  }

  /** Looks for uses under the row's lock; what is taken at the same moment waits, or was first. */
  private boolean isUnwanted(UploadTable.Due one, long now) {
    return transactions.write(
        one.id(),
        (handle, _) -> {
          var table = new UploadTable(handle);
          table.lock(one.id());
          Optional<UploadTable.Due> still = table.due(one.id(), now);
          if (still.isEmpty()) {
            return false;
          }
          if (still.get().ready() && files.isUsed(handle, one.id())) {
            table.checkAt(one.id(), now + Bound.MEDIA_LOOK_AGAIN_MILLIS.value());
            return false;
          }
          table.gone(one.id(), now + RETRY_MILLIS);
          return true;
        });
  }

  private boolean delete(UploadTable.Due one, long now) {
    try {
      store.delete(MediaKeys.of(one.id()));
      gone.accept(one.id());
    } catch (IOException e) {
      log.warn("file {} cannot be deleted, which is tried again: {}", one.id(), e.toString());
      return false;
    }
    long forgetAt = one.createdAt() + DAY_MILLIS; // until then it counts for the day's limits
    transactions.write(
        one.id(),
        (handle, _) -> {
          var table = new UploadTable(handle);
          if (forgetAt > now) {
            table.checkAt(one.id(), forgetAt);
          } else {
            table.delete(one.id());
          }
          return null;
        });
    return true;
  }
}
