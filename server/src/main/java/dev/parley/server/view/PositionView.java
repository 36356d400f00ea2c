package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.receipt.Position;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How far one member is.
 *
 * @param userId the member
 * @param readSeq up to here everything was read; of the other one in a direct conversation 0 if one
 *     of the two has read receipts off
 * @param deliveredSeq up to here everything has reached a device
 * @param readAt when the read position last moved; null if never
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PositionView(
    String userId, long readSeq, long deliveredSeq, @Nullable String readAt) {

  public static PositionView of(Position position) {
    return new PositionView(
        Texts.id(position.userId()),
        position.readSeq(),
        position.deliveredSeq(),
        Texts.timeOrNull(position.readAt()));
  }
}
