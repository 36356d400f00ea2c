package dev.parley.server.app;

import dev.parley.channels.app.AppKey;
import dev.parley.store.Store;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** A key and a secret of this server's own, made once and kept in the store. */
public final class KeptPair {
  private static final int KEY_BYTES = 10;
  private static final int SECRET_BYTES = 32;

  private KeptPair() {}

  /**
   * Loads the pair of a purpose, or makes it; blocks on the store.
   *
   * @param purpose as {@code server_key} has it
   * @param random must not be guessable
   */
  public static AppKey of(
      Store store, String purpose, InstantSource clock, RandomGenerator random) {
    AppKey made = make(random);
    return store.write(handle -> pair(handle, purpose, made, clock.millis())).join();
  }

  /**
   * Makes a pair, which nobody keeps yet.
   *
   * @param random must not be guessable
   */
  public static AppKey make(RandomGenerator random) {
    return new AppKey(hex(random), secret(random));
  }

  /** Keeps one. */
  public static void insert(Handle handle, String purpose, AppKey pair, long createdAt) {
    handle.execute(
        "insert into server_key (key_id, purpose, secret, created_at) values (?, ?, ?, ?)",
        pair.key(),
        purpose,
        pair.secret(),
        createdAt);
  }

  private static AppKey pair(Handle handle, String purpose, AppKey made, long now) {
    Optional<AppKey> known =
        handle
            .createQuery(
                """
                select key_id, secret from server_key
                where purpose = :purpose and retired_at is null order by created_at, key_id
                """)
            .bind("purpose", purpose)
            .map((row, _) -> new AppKey(row.getString("key_id"), row.getString("secret")))
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    insert(handle, purpose, made, now);
    return made;
  }

  private static String hex(RandomGenerator random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String secret(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
