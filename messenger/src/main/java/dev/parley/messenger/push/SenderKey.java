package dev.parley.messenger.push;

import dev.parley.messenger.Transactions;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The key by which push services know this server (RFC 8292): made at the first start and kept in
 * the store, which all nodes share. Never changed: every browser has subscribed for it.
 */
public final class SenderKey {
  /** The order of the curve P-256. */
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final int BYTES = 32;
  private static final String PURPOSE = "PUSH_SENDER";

  private SenderKey() {}

  /**
   * The private key, 32 bytes; makes it if there is none. Blocks.
   *
   * @param random must not be guessable
   */
  public static byte[] load(
      Transactions transactions, InstantSource clock, RandomGenerator random) {
    Optional<String> known = transactions.read(SenderKey::find);
    String key =
        known.orElseGet(() -> {
          String fresh = make(random);
          return transactions.write(
              0,
              (handle, _) -> {
                handle.execute(
                    """
                    insert into server_key (key_id, purpose, secret, created_at)
                    values (?, ?, ?, ?) on conflict (key_id) do nothing
                    """,
                    "push-sender",
                    PURPOSE,
                    fresh,
                    clock.millis());
                return find(handle).orElseThrow();
              });
        });
    return Base64.getDecoder().decode(key);
  }

  private static String make(RandomGenerator random) {
    byte[] key = new byte[BYTES];
    BigInteger number;
    do {
      random.nextBytes(key);
      number = new BigInteger(1, key);
    } while (number.signum() == 0 || number.compareTo(ORDER) >= 0);
    return Base64.getEncoder().encodeToString(key);
  }

  private static Optional<String> find(Handle handle) {
    return handle
        .createQuery("select secret from server_key where purpose = ?")
        .bind(0, PURPOSE)
        .mapTo(String.class)
        .findFirst();
  }
}
