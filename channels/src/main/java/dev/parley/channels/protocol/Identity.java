package dev.parley.channels.protocol;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who a signature said is at the other end.
 *
 * @param userId the user
 * @param session the sign-in session that access belongs to, where the signer named one; lets a
 *     remote sign-out find its sockets
 * @param maySpeak whether the signer lets this client send client events
 * @param issuedAt when it was signed, microseconds since 1970, where the signer said so: access
 *     that ended afterwards cannot be had with it
 */
public record Identity(
    String userId, @Nullable String session, boolean maySpeak, @Nullable Long issuedAt) {
  /** The present, as {@code issuedAt} counts it. */
  public static long micros(InstantSource clock) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }
}
