package dev.parley.messenger.receipt;

import org.jspecify.annotations.Nullable;

/**
 * How far one member is.
 *
 * @param readAt when the read position last moved, epoch milliseconds; {@code null} if never
 */
public record Position(long userId, long readSeq, long deliveredSeq, @Nullable Long readAt) {
  Position withoutReading() {
    return new Position(userId, 0, deliveredSeq, null);
  }
}
