package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's own secrets for one purpose, made at the first start and kept in the store, which
 * all nodes share. The newest makes; an earlier one verifies for as long as anything that it made
 * can live. Thread-safe.
 */
public final class ServerKeys {
  private static final Logger log = LoggerFactory.getLogger(ServerKeys.class);

  private static final int KEY_BYTES = 32;
  static final int ID_BYTES = 6;

  /** Tokens with invented key names must not become queries. */
  private static final int REREAD_MILLIS = 1_000;

  /** How late a node may begin to use a key that another one has made. */
  static final int NEWEST_MILLIS = 60_000;

  /** The purposes that there are. */
  public enum Purpose {
    ACCESS_TOKEN(Bound.ACCESS_TOKEN_MILLIS),
    REFRESH_TOKEN(Bound.SESSION_MILLIS),
    /** A device's session has ended by then, and its cursor with it. */
    SYNC_CURSOR(Bound.SESSION_MILLIS),
    MEDIA_LINK(Bound.MEDIA_LINK_MILLIS);

    private final Bound life;

    Purpose(Bound life) {
      this.life = life;
    }

    /** How long something lives that a key of this purpose has made, ms. */
    long lifeMillis() {
      return life.value();
    }

    /**
     * The purpose that a text names.
     *
     * @throws Refusal naming {@code purpose}
     */
    public static Purpose parse(@Nullable String text) {
      for (Purpose purpose : values()) {
        if (purpose.text().equals(text)) {
          return purpose;
        }
      }
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          "purpose",
          "expected access-token, refresh-token, sync-cursor or media-link");
    }

    /** As the public API writes it, such as {@code access-token}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One secret; never logged. */
  record Key(String id, String secret, long createdAt) {
    byte[] bytes() {
      return Base64.getDecoder().decode(secret);
    }

    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  private final Transactions transactions;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Purpose purpose;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile State state;

  /**
   * Immutable.
   *
   * @param ends when each key stops to verify
   */
  private record State(Key newest, Map<String, Key> all, Map<String, Long> ends, long readAt) {
    Optional<Key> find(String id, long now) {
      return Optional.ofNullable(all.get(id)).filter(_ -> now < ends.getOrDefault(id, 0L));
    }
  }

  /** Loads the keys of a purpose; makes the first. Blocks. */
  public ServerKeys(
      Transactions transactions, InstantSource clock, RandomGenerator random, Purpose purpose) {
    this.transactions = transactions;
    this.clock = clock;
    this.random = random;
    this.purpose = purpose;
    this.state = load(false);
  }

  /**
   * The key that makes. Once a minute one of another node is looked for, beside this call: it may
   * come from within a unit of the store, which must not wait for another.
   */
  Key newest() {
    State now = state;
    if (clock.millis() - now.readAt >= NEWEST_MILLIS && looking.compareAndSet(false, true)) {
      Thread.startVirtualThread(() -> {
        try {
          adopt(load(false));
        } catch (RuntimeException e) {
          log.debug("keys of other nodes could not be looked for", e);
        } finally {
          looking.set(false);
        }
      });
    }
    return now.newest;
  }

  /** Keys are only ever added: fewer were read earlier. */
  private synchronized State adopt(State read) {
    if (read.all.size() >= state.all.size()) {
      state = read;
    }
    return state;
  }

  /** A key by its name; at most once a second asks the store for those of other nodes. */
  Optional<Key> find(String id) {
    State now = state;
    if (!now.all.containsKey(id) && clock.millis() - now.readAt >= REREAD_MILLIS) {
      now = adopt(load(false));
    }
    return now.find(id, clock.millis());
  }

  /**
   * Makes a new key. What the earlier ones made stays valid until it expires; other nodes take the
   * new one within a minute.
   *
   * @return its name
   */
  public String rotate() {
    return adopt(load(true)).newest.id();
  }

  private State load(boolean anotherOne) {
    List<Key> keys = anotherOne ? List.of() : transactions.read(this::read);
    if (keys.isEmpty()) {
      byte[] id = new byte[ID_BYTES];
      byte[] secret = new byte[KEY_BYTES];
      random.nextBytes(id);
      random.nextBytes(secret);
      keys =
          transactions.write(
              0,
              (handle, _) -> {
                List<Key> known = read(handle);
                if (anotherOne || known.isEmpty()) {
                  // above the last, also when the clock was put back
                  long after = known.isEmpty() ? 0 : known.getLast().createdAt() + 1;
                  var fresh =
                      new Key(
                          HexFormat.of().formatHex(id),
                          Base64.getEncoder().encodeToString(secret),
                          Math.max(clock.millis(), after));
                  insert(handle, fresh);
                }
                return read(handle);
              });
    }
    var all = new TreeMap<String, Key>();
    var ends = new TreeMap<String, Long>();
    long replacedAt = Long.MAX_VALUE - purpose.lifeMillis() - NEWEST_MILLIS;
    for (Key key : keys.reversed()) {
      all.put(key.id(), key);
      ends.put(key.id(), replacedAt + purpose.lifeMillis() + NEWEST_MILLIS);
      replacedAt = key.createdAt();
    }
    return new State(keys.getLast(), Map.copyOf(all), Map.copyOf(ends), clock.millis());
  }

  private void insert(Handle handle, Key key) {
    handle.execute(
        """
        insert into server_key (key_id, purpose, secret, created_at)
        values (?, ?, ?, ?)
        """,
        key.id(),
        purpose.name(),
        key.secret(),
        key.createdAt());
  }

  private List<Key> read(Handle handle) {
    return handle
        .createQuery(
            """
            select key_id, secret, created_at from server_key
            where purpose = ? and retired_at is null order by created_at, key_id
            """)
        .bind(0, purpose.name())
        .map((row, _) ->
            new Key(row.getString("key_id"), row.getString("secret"), row.getLong("created_at")))
        .list();
  }
}
