package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.conversation.Memberships;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What members see of each other.
 *
 * @param user the person
 * @param role {@code member}, {@code admin} or {@code owner}
 * @param joinedAt ISO 8601, UTC
 * @param silencedUntil may not write until then; null if never silenced
 * @param addedBy who let this one in
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MemberView(
    PersonView user,
    String role,
    String joinedAt,
    @Nullable String silencedUntil,
    @Nullable String addedBy) {

  public static MemberView of(Memberships.Seat seat, PersonView user) {
    return new MemberView(
        user,
        seat.role().name().toLowerCase(Locale.ROOT),
        Texts.time(seat.joinedAt()),
        Texts.timeOrNull(seat.silencedUntil()),
        Texts.idOrNull(seat.addedBy()));
  }
}
