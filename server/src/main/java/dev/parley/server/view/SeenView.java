package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.receipt.SeenBy;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * Who has seen a message, among those who were there when it was sent; its sender left out. In
 * direct conversations where one of the two has read receipts off nothing is told.
 *
 * @param seenCount how many have
 * @param notSeenCount how many have not yet
 * @param listed whether the lists are given; in large groups only the counts are
 * @param seen user ids
 * @param notSeen user ids
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SeenView(
    int seenCount, int notSeenCount, boolean listed, List<String> seen, List<String> notSeen) {

  public static SeenView of(SeenBy seen) {
    return new SeenView(
        seen.seenCount(),
        seen.notSeenCount(),
        seen.listed(),
        seen.seen().stream().map(Texts::id).toList(),
        seen.notSeen().stream().map(Texts::id).toList());
  }
}
