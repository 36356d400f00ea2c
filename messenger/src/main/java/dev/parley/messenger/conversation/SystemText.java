package dev.parley.messenger.conversation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A {@link SystemNote} as the body of its message: a JSON object with {@code type}, and {@code
 * title}, {@code user_ids} (strings), {@code role} or {@code retention} where the type has them.
 */
final class SystemText {
  private SystemText() {}

  static String of(SystemNote note) {
    return switch (note) {
      case SystemNote.Created(String title) -> titled("created", title);
      case SystemNote.Renamed(String title) -> titled("renamed", title);
      case SystemNote.AvatarChanged() -> object("avatar-changed", "");
      case SystemNote.Added(List<Long> users) -> object("added", users(users));
      case SystemNote.Joined() -> object("joined", "");
      case SystemNote.Left() -> object("left", "");
      case SystemNote.Removed(long user) -> object("removed", users(List.of(user)));
      case SystemNote.RoleChanged(long user, Role role) ->
          object(
              "role-changed",
              users(List.of(user)) + ",\"role\":\"" + role.name().toLowerCase(Locale.ROOT) + '"');
      case SystemNote.OwnerChanged(long user) -> object("owner-changed", users(List.of(user)));
      case SystemNote.RetentionChanged(String retention) ->
          object("retention-changed", ",\"retention\":\"" + retention + '"');
    };
  }

  private static String object(String type, String more) {
    return "{\"type\":\"" + type + '"' + more + '}';
  }

  private static String titled(String type, String title) {
    return object(type, ",\"title\":\"" + escaped(title) + '"');
  }

  private static String users(List<Long> users) {
    return users.stream()
        .map(user -> "\"" + user + '"')
        .collect(Collectors.joining(",", ",\"user_ids\":[", "]"));
  }

  /** Titles hold no control characters, so these two are all that JSON cannot carry. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
