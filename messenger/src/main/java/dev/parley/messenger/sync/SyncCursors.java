package dev.parley.messenger.sync;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.session.Seal;
import java.nio.ByteBuffer;

/**
 * Cursors as clients get them: version, epoch, user, device and number, sealed. One that was not
 * given to this user and device is refused. Thread-safe.
 */
public final class SyncCursors {
  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 4 * Long.BYTES;

  private final Seal seal;

  public SyncCursors(Seal seal) {
    this.seal = seal;
  }

  /** Whose log, read by which device. */
  public record Reader(long userId, long deviceId) {}

  /** Where a reader stands. */
  record Place(long epoch, long seq) {}

  String of(Reader reader, Place place) {
    return seal.of(
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .putLong(place.epoch())
            .putLong(reader.userId())
            .putLong(reader.deviceId())
            .putLong(place.seq())
            .array());
  }

  /**
   * What a cursor says.
   *
   * @throws Refusal {@code invalid-cursor} unless it was given to this reader
   */
  Place read(Reader reader, String cursor) {
    ByteBuffer bytes = ByteBuffer.wrap(seal.open(cursor, BYTES).orElseThrow(SyncCursors::refused));
    byte version = bytes.get();
    long epoch = bytes.getLong();
    var owner = new Reader(bytes.getLong(), bytes.getLong());
    if (version != VERSION || !owner.equals(reader)) {
      throw refused();
    }
    return new Place(epoch, bytes.getLong());
  }

  private static Refusal refused() {
    return Refusal.ofField(
        RefusalCode.INVALID_CURSOR,
        "cursor",
        "expected a cursor that was given to this device; begin again without one");
  }
}
