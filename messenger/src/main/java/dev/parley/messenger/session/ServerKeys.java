package dev.parley.messenger.session;

import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The server's own secrets for one purpose, made at the first start and kept in the store, which
 * all nodes share. The newest makes, every one that is not retired verifies. Thread-safe.
 */
public final class ServerKeys {
  private static final int KEY_BYTES = 32;
  static final int ID_BYTES = 6;

  /** Tokens with invented key names must not become queries. */
  private static final int REREAD_MILLIS = 1_000;

  /** The purposes that there are. */
  public enum Purpose {
    ACCESS_TOKEN,
    REFRESH_TOKEN,
    SYNC_CURSOR
  }

  /** One secret; never logged. */
  record Key(String id, String secret) {
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
  private volatile State state;

  /** Immutable. */
  private record State(Key newest, Map<String, Key> all, long readAt) {}

  /** Loads the keys of a purpose; makes the first. Blocks. */
  public ServerKeys(
      Transactions transactions, InstantSource clock, RandomGenerator random, Purpose purpose) {
    this.transactions = transactions;
    this.clock = clock;
    this.random = random;
    this.purpose = purpose;
    this.state = load(false);
  }

  Key newest() {
    return state.newest;
  }

  /** A key by its name; at most once a second asks the store for those of other nodes. */
  Optional<Key> find(String id) {
    State now = state;
    if (!now.all.containsKey(id) && clock.millis() - now.readAt >= REREAD_MILLIS) {
      now = load(false);
      state = now;
    }
    return Optional.ofNullable(now.all.get(id));
  }

  /** Makes a new key. What the earlier ones signed stays valid until it expires. */
  public void rotate() {
    state = load(true);
  }

  private State load(boolean anotherOne) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    var fresh = new Key(HexFormat.of().formatHex(id), Base64.getEncoder().encodeToString(secret));
    List<Key> keys = anotherOne ? List.of() : transactions.read(this::read);
    if (keys.isEmpty()) {
      keys =
          transactions.write(
              0,
              (handle, _) -> {
                if (anotherOne || read(handle).isEmpty()) {
                  insert(handle, fresh);
                }
                return read(handle);
              });
    }
    var all = new TreeMap<String, Key>();
    keys.forEach(key -> all.put(key.id(), key));
    return new State(keys.getLast(), Map.copyOf(all), clock.millis());
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
        clock.millis());
  }

  private List<Key> read(Handle handle) {
    return handle
        .createQuery(
            """
            select key_id, secret from server_key
            where purpose = ? and retired_at is null order by created_at, key_id
            """)
        .bind(0, purpose.name())
        .map((row, _) -> new Key(row.getString("key_id"), row.getString("secret")))
        .list();
  }
}
