package dev.parley.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the others on a presence channel.
 *
 * @param userId 1 to 128 characters
 * @param userInfo what they may know, about 1 KiB as JSON; null for nothing
 */
public record PresenceMember(String userId, @Nullable Map<String, ?> userInfo) {
  private static final int MOST_ID = 128;

  /** A member of whom only the id is known. */
  public static PresenceMember of(String userId) {
    return new PresenceMember(userId, null);
  }

  String text() {
    if (userId.isEmpty() || userId.length() > MOST_ID) {
      throw new RealtimeException.IllegalArgument("userId", "1 to " + MOST_ID + " characters");
    }
    return RealtimeAuth.text(
        "userInfo",
        userInfo == null
            ? Map.of("user_id", userId)
            : RealtimeAuth.ordered("user_id", userId, "user_info", userInfo));
  }
}
