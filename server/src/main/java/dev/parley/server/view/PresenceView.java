package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is online.
 *
 * @param users those who were asked for, or those who changed
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PresenceView(List<User> users) {
  /**
   * One person. Somebody whose presence the reader may not see looks like somebody who was never
   * there.
   *
   * @param online whether a device is connected
   * @param lastSeenAt ISO 8601, UTC; null if online or not known
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record User(String id, boolean online, @Nullable String lastSeenAt) {
    public static User of(long userId, boolean online, @Nullable Long lastSeen) {
      return new User(Texts.id(userId), online, online ? null : Texts.timeOrNull(lastSeen));
    }
  }
}
