package dev.parley.messenger.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.store.Engine;
import dev.parley.store.Lineage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Which life of the store numbers belong to. A restored copy, or a standby that was promoted before
 * it had everything, gives the same numbers to other things: its epoch differs, so that cursors
 * from before are found out. Thread-safe.
 */
public final class Epoch {
  private static final String FIND = "select epoch from store_epoch where one = 1";

  private static final String BEGIN =
      "insert into store_epoch (one, epoch) values (1, ?) on conflict (one) do nothing";

  private static final String RENEW =
      """
      insert into store_epoch (one, epoch) values (1, ?)
      on conflict (one) do update set epoch = excluded.epoch
      """;

  private final Engine engine;
  private final RandomGenerator random;

  public Epoch(Engine engine, RandomGenerator random) {
    this.engine = engine;
    this.random = random;
  }

  /** Makes the first one; nothing happens if there is one. For a transaction that writes. */
  public void begin(Handle handle) {
    handle.execute(BEGIN, random.nextLong());
  }

  /** Begins another life: every cursor from before is answered by a reset from the commit on. */
  public void renew(Handle handle) {
    handle.execute(RENEW, random.nextLong());
  }

  /**
   * The one of this moment.
   *
   * @throws IllegalStateException if none was begun
   */
  long current(Handle handle) {
    OptionalLong stored =
        handle.createQuery(FIND).mapTo(Long.class).findOne().stream()
            .mapToLong(Long::longValue)
            .findFirst();
    String lineage = Lineage.of(engine, handle);
    return digest(
        stored.orElseThrow(() -> new IllegalStateException("no epoch was begun")) + "/" + lineage);
  }

  private static long digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
