package dev.parley.channels.api;

import dev.parley.channels.api.Authenticator.Signed;
import dev.parley.channels.broker.Broker;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Occupancy;
import dev.parley.channels.hub.Occupancy.Counts;
import dev.parley.channels.protocol.ChannelKind;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.JsonBytes;
import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Retained;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The endpoints that ask (section 5.5). Thread-safe. */
final class Queries {
  private final Broker broker;
  private final LongSupplier nanoTime;

  Queries(Broker broker, LongSupplier nanoTime) {
    this.broker = broker;
    this.nanoTime = nanoTime;
  }

  ApiResponse channels(Signed signed) throws ApiException {
    AppState app = signed.app();
    Query query = signed.query();
    String prefix = query.get("filter_by_prefix");
    Set<String> info = Attributes.parse(query.get("info"), Attributes.PUBLISH);
    boolean presenceOnly = prefix != null && prefix.startsWith(ChannelKind.PRESENCE.prefix());
    if (info.contains(Attributes.USER_COUNT) && !presenceOnly) {
      throw ApiException.badRequest(
          "info: user_count needs filter_by_prefix to begin with 'presence-'");
    }
    String wanted = prefix == null ? "" : prefix;
    var json = new JsonBytes(256).ascii("{\"channels\":{");
    String comma = "";
    for (Map.Entry<String, Counts> entry :
        Occupancy.list(app, name -> name.startsWith(wanted)).entrySet()) {
      json.ascii(comma).string(entry.getKey()).ascii(":{");
      Attributes.write(json, info, ChannelName.of(entry.getKey()), entry.getValue(), false);
      json.ascii("}");
      comma = ",";
    }
    return ApiResponse.ok(json.ascii("}}"));
  }

  ApiResponse channel(Signed signed, String name) throws ApiException {
    AppState app = signed.app();
    Query query = signed.query();
    ChannelName channel = checked(app, name);
    Set<String> info = Attributes.parse(query.get("info"), Attributes.CHANNEL);
    if (info.contains(Attributes.USER_COUNT) && !channel.kind().isPresence()) {
      throw ApiException.badRequest("info: user_count is for presence channels only");
    }
    if (info.contains(Attributes.CACHE) && !channel.kind().isCached()) {
      throw ApiException.badRequest("info: cache is for cache channels only");
    }
    Counts counts = Occupancy.counts(app, name);
    var json = new JsonBytes(128).ascii("{\"occupied\":");
    json.ascii(Boolean.toString(counts.isOccupied()));
    Attributes.write(json, info, channel, counts, true);
    if (info.contains(Attributes.CACHE)) {
      writeCache(json, app, name);
    }
    return ApiResponse.ok(json.ascii("}"));
  }

  private void writeCache(JsonBytes json, AppState app, String name) {
    Retained last = broker.snapshot(new ChannelKey(app.id(), name)).retained();
    if (last == null) {
      json.ascii(",\"cache\":null");
      return;
    }
    long left = last.expiresAtNanos() - nanoTime.getAsLong();
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left));
    json.ascii(",\"cache\":{\"data\":").string(last.data());
    json.ascii(",\"ttl\":").number(seconds).ascii("}");
  }

  ApiResponse users(Signed signed, String name) throws ApiException {
    AppState app = signed.app();
    Query query = signed.query();
    ChannelName channel = checked(app, name);
    if (!channel.kind().isPresence()) {
      throw ApiException.badRequest("users can be listed on presence channels only");
    }
    if (!query.ownNames().isEmpty()) {
      throw ApiException.badRequest(
          "unexpected query parameter '%s'".formatted(query.ownNames().getFirst()));
    }
    var json = new JsonBytes(256).ascii("{\"users\":[");
    String comma = "";
    for (String user : Occupancy.users(app, name)) {
      json.ascii(comma).ascii("{\"id\":").string(user).ascii("}");
      comma = ",";
    }
    return ApiResponse.ok(json.ascii("]}"));
  }

  /** The endpoint of old SDKs. */
  ApiResponse stats(AppState app, String name) throws ApiException {
    checked(app, name);
    Counts counts = Occupancy.counts(app, name);
    return ApiResponse.ok(
        new JsonBytes(96)
            .ascii("{\"occupied\":")
            .ascii(Boolean.toString(counts.isOccupied()))
            .ascii(",\"user_count\":")
            .number(counts.users())
            .ascii(",\"connection_count\":")
            .number(counts.subscriptions())
            .ascii("}"));
  }

  private static ChannelName checked(AppState app, String name) throws ApiException {
    return new EventRequest.Reader(app, false).channel(name);
  }
}
