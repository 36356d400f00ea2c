package dev.parley.messenger.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Who was found just now to be allowed to read what. Any change of the store ends all of it before
 * whoever made the change hears of it, so nobody reads a moment longer than by asking the store.
 * Where other servers may write to the store nothing is remembered. Thread-safe; never blocks but
 * for {@link #read}.
 */
public final class RecentReads {
  private final Transactions transactions;
  private final Cache<Key, Found> found =
      Caffeine.newBuilder()
          .maximumSize(Bound.MEDIA_READS_REMEMBERED.value())
          .expireAfterWrite(Duration.ofMillis(Bound.MEDIA_READS_MILLIS.value()))
          .build();

  private record Key(String credential, long mediaId) {}

  private record Found(Media media, long generation) {}

  public RecentReads(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What somebody may read, if that is known at this moment.
   *
   * @param credential that proves who asks
   */
  public Optional<Media> known(String credential, long mediaId) {
    OptionalLong now = transactions.generation();
    Found known = found.getIfPresent(new Key(credential, mediaId));
    return now.isPresent() && known != null && known.generation == now.getAsLong()
        ? Optional.of(known.media)
        : Optional.empty();
  }

  /**
   * Finds out, and remembers it.
   *
   * @param rights asks the store, for whom the credential belongs to as well; throws if there is no
   *     right
   */
  public Media read(String credential, long mediaId, LongFunction<Media> rights) {
    OptionalLong before = transactions.generation(); // before anything is read
    Media media = rights.apply(mediaId);
    before.ifPresent(
        generation -> found.put(new Key(credential, mediaId), new Found(media, generation)));
    return media;
  }
}
