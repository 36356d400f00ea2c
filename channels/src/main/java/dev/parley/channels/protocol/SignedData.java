package dev.parley.channels.protocol;

import dev.parley.channels.protocol.Json.Kind;
import dev.parley.channels.protocol.Json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application's back end signed about a person: {@code channel_data} of a subscription
 * (section 2.3) or {@code user_data} of a sign-in (section 3.3).
 */
public final class SignedData {
  private static final int SESSION_LENGTH = 128;

  private SignedData() {}

  /** The bounds that apply, from the app's limits. */
  public record Bounds(int userIdLength, int memberBytes) {}

  /** The outcome of reading signed data. */
  public sealed interface Result<T> {
    record Read<T>(T value) implements Result<T> {}

    record Refused<T>(String reason) implements Result<T> {}
  }

  /** Member data of a subscription. */
  public record ChannelData(Member member, Identity identity) {}

  /**
   * Data of a sign-in.
   *
   * @param watchlist user ids as given, not yet cut to the app's limit
   */
  public record UserData(String id, String info, List<String> watchlist, Identity identity) {}

  public static Result<ChannelData> channelData(String json, Bounds bounds) {
    Map<String, Value> members = Json.object(json).orElse(null);
    if (members == null) {
      return new Result.Refused<>("channel_data is not a JSON object");
    }
    Value id = members.get("user_id");
    if (id == null
        || (id.kind() != Kind.STRING && id.kind() != Kind.NUMBER)
        || id.text().isEmpty()) {
      return new Result.Refused<>("channel_data needs a 'user_id' that is a string or a number");
    }
    if (id.text().length() > bounds.userIdLength()) {
      return new Result.Refused<>(
          "user_id is longer than %d characters".formatted(bounds.userIdLength()));
    }
    Value info = members.get("user_info");
    String problem = problemWithInfo(info, bounds);
    if (problem != null) {
      return new Result.Refused<>(problem);
    }
    var member = new Member(id.text(), info == null ? "{}" : info.text());
    return new Result.Read<>(new ChannelData(member, identity(member.userId(), members)));
  }

  public static Result<UserData> userData(String json, Bounds bounds) {
    Map<String, Value> members = Json.object(json).orElse(null);
    if (members == null) {
      return new Result.Refused<>("user_data is not a JSON object");
    }
    Value id = members.get("id");
    if (id == null || !id.isString() || id.text().isEmpty()) {
      return new Result.Refused<>("user_data needs an 'id' that is a non-empty string");
    }
    if (id.text().length() > bounds.userIdLength() || !ChannelName.isPlain(id.text())) {
      return new Result.Refused<>(
          "user_data id: expected 1 to %d of letters, digits and _-=@,.;"
              .formatted(bounds.userIdLength()));
    }
    Value info = members.get("user_info");
    String problem = problemWithInfo(info, bounds);
    if (problem != null) {
      return new Result.Refused<>(problem);
    }
    List<String> watchlist = watchlist(members.get("watchlist"));
    if (watchlist == null) {
      return new Result.Refused<>("watchlist is not an array of strings");
    }
    return new Result.Read<>(
        new UserData(
            id.text(), info == null ? "{}" : info.text(), watchlist, identity(id.text(), members)));
  }

  private static @Nullable String problemWithInfo(@Nullable Value info, Bounds bounds) {
    if (info == null) {
      return null;
    }
    if (info.kind() != Kind.OBJECT) {
      return "user_info is not a JSON object";
    }
    return Utf8.length(info.text()) > bounds.memberBytes()
        ? "user_info is larger than %d bytes".formatted(bounds.memberBytes())
        : null;
  }

  private static @Nullable List<String> watchlist(@Nullable Value value) {
    if (value == null) {
      return List.of();
    }
    List<Value> elements =
        value.kind() == Kind.ARRAY ? Json.array(value.text()).orElse(null) : null;
    if (elements == null) {
      return null;
    }
    var ids = new ArrayList<String>(elements.size());
    for (Value element : elements) {
      if (!element.isString()) {
        return null;
      }
      ids.add(element.text());
    }
    return ids;
  }

  private static Identity identity(String userId, Map<String, Value> members) {
    Value speak = members.get("client_events");
    boolean maySpeak = speak == null || !speak.text().equals("false");
    return new Identity(userId, session(members), maySpeak, issuedAt(members.get("issued_at")));
  }

  /** Something unreadable counts as the beginning of time, so that it opens nothing. */
  private static @Nullable Long issuedAt(@Nullable Value value) {
    if (value == null) {
      return null;
    }
    return value.kind() == Kind.NUMBER && value.text().matches("\\d{1,18}")
        ? Long.parseLong(value.text())
        : 0L;
  }

  private static @Nullable String session(Map<String, Value> members) {
    Value session = members.get("session");
    return session != null && session.isString() && session.text().length() <= SESSION_LENGTH
        ? session.text()
        : null;
  }
}
