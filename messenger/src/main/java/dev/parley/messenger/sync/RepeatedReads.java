package dev.parley.messenger.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.messenger.Bound;
import dev.parley.messenger.sync.SyncCursors.Reader;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds devices that get the same entries again and again, and never come further: something in
 * them keeps the client from going on. Each is told in the log once. In memory, bounded.
 * Thread-safe.
 */
final class RepeatedReads {
  private static final Logger log = LoggerFactory.getLogger(RepeatedReads.class);

  private record Times(long at, int count) {}

  private final LongAdder found = new LongAdder();
  private final Cache<Reader, Times> readers =
      Caffeine.newBuilder()
          .maximumSize(Bound.READERS_WATCHED.value())
          .expireAfterWrite(Duration.ofHours(1))
          .build();

  long found() {
    return found.sum();
  }

  /** A device got what follows a number. */
  void read(Reader reader, long at, boolean something) {
    if (!something) {
      readers.invalidate(reader);
      return;
    }
    Times times =
        readers
            .asMap()
            .merge(
                reader,
                new Times(at, 1),
                (before, now) -> before.at() == now.at() ? new Times(at, before.count() + 1) : now);
    if (times.count() == Bound.SAME_ENTRIES.count() + 1) {
      found.increment();
      log.warn(
          "device {} of user {} got the entries after {} more than {} times",
          reader.deviceId(),
          reader.userId(),
          at,
          Bound.SAME_ENTRIES.count());
    }
  }
}
