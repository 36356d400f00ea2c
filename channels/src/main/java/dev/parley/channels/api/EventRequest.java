package dev.parley.channels.api;

import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.Json.Kind;
import dev.parley.channels.protocol.Json.Value;
import dev.parley.channels.protocol.Quote;
import dev.parley.channels.protocol.SocketId;
import dev.parley.channels.protocol.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event that has passed every check (section 5.3).
 *
 * @param info attributes asked for, or empty
 */
record EventRequest(
    String name,
    String data,
    List<ChannelName> channels,
    @Nullable SocketId origin,
    Set<String> info) {

  /** What a client may get wrong, checked against the app's limits. */
  record Reader(AppState app, boolean lenientData) {

    /**
     * Reads an event.
     *
     * @param several whether a list of channels is allowed
     */
    EventRequest read(Map<String, Value> fields, boolean several) throws ApiException {
      String name = name(fields);
      List<ChannelName> channels = channels(fields, several);
      SocketId origin = origin(fields);
      Set<String> info = Attributes.parse(text(fields, "info"), Attributes.PUBLISH);
      return new EventRequest(name, data(fields), channels, origin, info);
    }

    private String name(Map<String, Value> fields) throws ApiException {
      String name = text(fields, "name");
      if (name == null || name.isEmpty()) {
        throw ApiException.badRequest("name: expected a string that is not empty");
      }
      checkName(name);
      return name;
    }

    void checkName(String name) throws ApiException {
      long max = app.limit(Limit.EVENT_NAME_LENGTH);
      if (name.length() > max) {
        throw ApiException.badRequest(
            "name: expected at most %d characters, got %d".formatted(max, name.length()));
      }
      if (name.startsWith("pusher:") || name.startsWith("pusher_internal:")) {
        throw ApiException.badRequest(
            "name: '%s' begins with a prefix that is reserved".formatted(Quote.brief(name)));
      }
    }

    private String data(Map<String, Value> fields) throws ApiException {
      Value data = fields.get("data");
      if (data == null || (!data.isString() && !lenientData)) {
        throw ApiException.badRequest("data: expected a string");
      }
      checkData(data.text());
      return data.text();
    }

    void checkData(String data) throws ApiException {
      long max = app.limit(Limit.EVENT_DATA_BYTES);
      // A char is at most three bytes, so most texts need no counting.
      if (data.length() > max / 3 && Utf8.length(data) > max) {
        throw new ApiException(
            413, "the data content of this event exceeds the maximum of %d bytes".formatted(max));
      }
    }

    private List<ChannelName> channels(Map<String, Value> fields, boolean several)
        throws ApiException {
      Value list = several ? fields.get("channels") : null;
      if (list == null) {
        String single = text(fields, "channel");
        if (single == null) {
          throw ApiException.badRequest(
              several ? "channels: expected an array of names" : "channel: expected a string");
        }
        return List.of(channel(single));
      }
      List<Value> names =
          list.kind() == Kind.ARRAY ? Elements.of(list) : List.of(list); // a string counts as one
      long max = app.limit(Limit.API_CHANNELS_PER_EVENT);
      if (names.isEmpty() || names.size() > max) {
        throw ApiException.badRequest(
            "channels: expected 1 to %d names, got %d".formatted(max, names.size()));
      }
      var unique = new LinkedHashSet<ChannelName>();
      for (Value name : names) {
        if (!name.isString()) {
          throw ApiException.badRequest("channels: expected an array of strings");
        }
        unique.add(channel(name.text()));
      }
      return new ArrayList<>(unique);
    }

    ChannelName channel(String name) throws ApiException {
      Optional<String> problem =
          ChannelName.problemWith(name, (int) app.limit(Limit.CHANNEL_NAME_LENGTH));
      if (problem.isPresent()) {
        throw ApiException.badRequest(problem.get());
      }
      return ChannelName.of(name);
    }

    private @Nullable SocketId origin(Map<String, Value> fields) throws ApiException {
      return origin(text(fields, "socket_id"));
    }

    @Nullable SocketId origin(@Nullable String text) throws ApiException {
      if (text == null) {
        return null;
      }
      if (!SocketId.isWellFormed(text)) {
        throw ApiException.badRequest(
            "socket_id: expected two numbers joined by a dot, got '%s'"
                .formatted(Quote.brief(text)));
      }
      return SocketId.parse(text).orElse(null);
    }

    private static @Nullable String text(Map<String, Value> fields, String name)
        throws ApiException {
      Value value = fields.get(name);
      if (value != null && !value.isString()) {
        throw ApiException.badRequest("%s: expected a string".formatted(name));
      }
      return value == null ? null : value.text();
    }
  }
}
