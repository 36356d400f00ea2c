package dev.parley.channels.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one node's memory. Thread-safe.
 *
 * <p>A stream that nobody used for {@link #IDLE} is forgotten; its next life has a new epoch, so a
 * reader can tell. Retained events live on their own, since they outlast an empty channel.
 */
public final class Streams {
  static final Duration IDLE = Duration.ofMinutes(10);

  private final Cache<ChannelKey, Stream> streams;
  private final Cache<ChannelKey, Retained> retained;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;

  public Streams(Limits limits, LongSupplier nanoTime, RandomGenerator random) {
    this.nanoTime = nanoTime;
    this.random = random;
    this.streams =
        Caffeine.newBuilder()
            .maximumSize(limits.get(Limit.STREAMS))
            .expireAfterAccess(IDLE)
            .ticker(nanoTime::getAsLong)
            .build();
    this.retained =
        Caffeine.newBuilder()
            .maximumWeight(limits.get(Limit.RETAINED_BYTES))
            .weigher((ChannelKey _, Retained value) -> value.weight())
            .expireAfter(
                Expiry.writing((ChannelKey _, Retained value) ->
                    Duration.ofNanos(value.expiresAtNanos() - nanoTime.getAsLong())))
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /**
   * Gives the publication the next position of its channel and hands it on before any later one of
   * the same channel.
   */
  public StreamPosition append(
      ChannelKey key, Publication publication, Consumer<StreamPosition> delivery) {
    Stream stream = stream(key);
    synchronized (stream) {
      long offset = stream.offset + 1;
      var position = new StreamPosition(stream.epoch, offset);
      if (publication.retainMillis() > 0) {
        long expires = nanoTime.getAsLong() + publication.retainMillis() * 1_000_000;
        stream.missClaimed.set(false);
        retained.put(key, new Retained(publication.event(), publication.data(), position, expires));
      }
      // After the event is remembered: who reads this offset must find the event, see snapshot.
      stream.offset = offset;
      delivery.accept(position);
      return position;
    }
  }

  /**
   * The channel's position and last event. Takes no lock, since callers hold their own: reading the
   * offset first can only find a last event that is newer, and then the position is moved up to it.
   */
  public Snapshot snapshot(ChannelKey key) {
    Stream stream = stream(key);
    var position = new StreamPosition(stream.epoch, stream.offset);
    Retained last = last(key);
    return last != null && position.isCoveredBy(last.position())
        ? new Snapshot(last.position(), last)
        : new Snapshot(position, last);
  }

  /** The channel's last event while it lives. */
  public @Nullable Retained last(ChannelKey key) {
    Retained last = retained.getIfPresent(key);
    return last != null && last.isLiveAt(nanoTime.getAsLong()) ? last : null;
  }

  /** True once between two retained publications of a channel, whoever asks. Takes no lock. */
  public boolean claimMiss(ChannelKey key) {
    return last(key) == null && stream(key).missClaimed.compareAndSet(false, true);
  }

  private Stream stream(ChannelKey key) {
    return Objects.requireNonNull(
        streams.get(key, _ -> new Stream(Long.toHexString(random.nextLong()))));
  }

  /** Written under its own monitor, read by anyone. */
  private static final class Stream {
    private final String epoch;
    private final AtomicBoolean missClaimed = new AtomicBoolean();
    private volatile long offset;

    Stream(String epoch) {
      this.epoch = epoch;
    }
  }
}
