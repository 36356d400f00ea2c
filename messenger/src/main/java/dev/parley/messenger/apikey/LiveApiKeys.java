package dev.parley.messenger.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.LazyTimes;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells from a shown secret which back end asks, as often as its key may. Thread-safe; blocks for a
 * read about once a second and key.
 *
 * <p>A key that is changed on this node is read again at once (this must be a listener of all
 * events); one that is changed elsewhere within a second.
 */
public final class LiveApiKeys implements EventSink {
  /** What an unknown secret is compared with, so that all take the same way. */
  private static final String NOBODY = "0".repeat(64);

  private final Transactions transactions;
  private final InstantSource clock;
  private final Budget requests;
  private final LazyTimes uses;
  private final Cache<String, Optional<ApiKeyTable.Found>> entries;

  public LiveApiKeys(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.requests =
        new Budget(Bound.API_KEY_REQUESTS_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
    this.uses =
        new LazyTimes(
            transactions,
            clock,
            Bound.API_KEYS,
            """
            update api_key set last_used_at = :at
            where key_id = :id and (last_used_at is null or last_used_at < :at)
            """);
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(Bound.API_KEYS_REMEMBERED.value())
            .expireAfterWrite(Duration.ofMillis(Bound.SESSION_BELIEVED_MILLIS.value()))
            .build();
  }

  /**
   * Whose secret this is.
   *
   * @throws Refusal {@code unauthenticated} if it is nobody's, or no longer; {@code rate-limited}
   */
  public KeyHolder authenticate(String shown) {
    ApiKeySecret secret = ApiKeySecret.parse(shown).orElseThrow(LiveApiKeys::unknown);
    Optional<ApiKeyTable.Found> entry = entries.get(secret.prefix(), this::load);
    boolean fits = secret.isKeptAs(entry.map(ApiKeyTable.Found::hash).orElse(NOBODY));
    ApiKeyTable.Found found =
        entry
            .filter(known -> fits && clock.millis() < known.expiresAt())
            .orElseThrow(LiveApiKeys::unknown);
    requests.spend(Long.toString(found.keyId()));
    uses.touch(found.keyId());
    return new KeyHolder(found.keyId(), found.name(), found.scopes());
  }

  private Optional<ApiKeyTable.Found> load(String prefix) {
    return transactions.read(handle -> new ApiKeyTable(handle).byPrefix(prefix));
  }

  /** Writes when keys were used last. Blocks. */
  public int flushUses() {
    return uses.flush();
  }

  /** Forgets all keys when one has changed; they are few. */
  @Override
  public void accept(Event event) {
    if (event instanceof ApiKeyChanged) {
      entries.invalidateAll();
    }
  }

  private static Refusal unknown() {
    return Refusal.of(
        RefusalCode.UNAUTHENTICATED, "this API key is not valid (any more); ask the operator");
  }
}
