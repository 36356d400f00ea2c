package dev.parley.channels.api;

import dev.parley.channels.api.Authenticator.Signed;
import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Occupancy;
import dev.parley.channels.hub.Publisher;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.Json.Kind;
import dev.parley.channels.protocol.Json.Value;
import dev.parley.channels.protocol.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that publish (sections 5.3 and 5.4). Everything is checked before anything is sent.
 * Thread-safe.
 */
final class Publishing {
  private final Hub hub;
  private final Publisher publisher;
  private final LongSupplier nanoTime;
  private final boolean lenientData;

  Publishing(Hub hub, Publisher publisher, LongSupplier nanoTime, boolean lenientData) {
    this.hub = hub;
    this.publisher = publisher;
    this.nanoTime = nanoTime;
    this.lenientData = lenientData;
  }

  ApiResponse event(Signed signed, ApiRequest request) throws ApiException {
    AppState app = signed.app();
    Map<String, Value> fields = withQuery(body(request), signed.query());
    EventRequest event = new EventRequest.Reader(app, lenientData).read(fields, true);
    send(app, List.of(event));
    if (event.info().isEmpty()) {
      return ApiResponse.EMPTY_OBJECT;
    }
    var json = new JsonBytes(256).ascii("{\"channels\":{");
    String comma = "";
    for (ChannelName channel : event.channels()) {
      json.ascii(comma).string(channel.value()).ascii(":");
      writeInfo(json, app, event, channel);
      comma = ",";
    }
    return ApiResponse.ok(json.ascii("}}"));
  }

  ApiResponse batch(AppState app, ApiRequest request) throws ApiException {
    Value batch = body(request).get("batch");
    if (batch == null || batch.kind() != Kind.ARRAY) {
      throw ApiException.badRequest("batch: expected an array of events");
    }
    List<Value> items = Elements.of(batch);
    long max = app.limit(Limit.API_EVENTS_PER_BATCH);
    if (items.isEmpty()) {
      throw ApiException.badRequest("batch: expected at least one event");
    }
    if (items.size() > max) {
      throw ApiException.badRequest(
          "Batch too large: expected at most %d events, got %d".formatted(max, items.size()));
    }
    var reader = new EventRequest.Reader(app, lenientData);
    var events = new ArrayList<EventRequest>(items.size());
    for (Value item : items) {
      if (item.kind() != Kind.OBJECT) {
        throw ApiException.badRequest("batch: expected every event to be an object");
      }
      events.add(reader.read(Json.object(item.text()).orElseThrow(), false));
    }
    send(app, events);
    return batchAnswer(app, events);
  }

  /** The endpoint of old SDKs: one channel in the path, the body is the data. */
  ApiResponse legacy(Signed signed, String channel, ApiRequest request) throws ApiException {
    AppState app = signed.app();
    Query query = signed.query();
    var reader = new EventRequest.Reader(app, lenientData);
    String name = query.get("name");
    if (name == null || name.isEmpty()) {
      throw ApiException.badRequest("name: expected a query parameter that is not empty");
    }
    reader.checkName(name);
    String data = new String(request.body(), StandardCharsets.UTF_8);
    reader.checkData(data);
    var origin = reader.origin(query.get("socket_id"));
    var channels = List.of(reader.channel(channel));
    send(app, List.of(new EventRequest(name, data, channels, origin, java.util.Set.of())));
    return ApiResponse.ACCEPTED;
  }

  private void send(AppState app, List<EventRequest> events) throws ApiException {
    if (hub.isOverloaded()) {
      throw ApiException.overloaded();
    }
    long wait = app.takeEvents(events.size(), nanoTime.getAsLong());
    if (wait > 0) {
      throw ApiException.tooMany(wait);
    }
    for (EventRequest event : events) {
      for (ChannelName channel : event.channels()) {
        publisher.serverEvent(app, channel, event.name(), event.data(), event.origin());
      }
    }
  }

  private static ApiResponse batchAnswer(AppState app, List<EventRequest> events) {
    if (events.stream().allMatch(event -> event.info().isEmpty())) {
      return ApiResponse.EMPTY_OBJECT;
    }
    var json = new JsonBytes(256).ascii("{\"batch\":[");
    String comma = "";
    for (EventRequest event : events) {
      json.ascii(comma);
      writeInfo(json, app, event, event.channels().getFirst());
      comma = ",";
    }
    return ApiResponse.ok(json.ascii("]}"));
  }

  private static void writeInfo(
      JsonBytes json, AppState app, EventRequest event, ChannelName channel) {
    json.ascii("{");
    Attributes.write(json, event.info(), channel, Occupancy.counts(app, channel.value()), false);
    json.ascii("}");
  }

  private static Map<String, Value> body(ApiRequest request) throws ApiException {
    if (request.body().length == 0) {
      return Map.of();
    }
    String text = new String(request.body(), StandardCharsets.UTF_8);
    return Json.object(text)
        .orElseThrow(() -> ApiException.badRequest("body: expected a JSON object"));
  }

  /** Fields that the body lacks may stand in the query, as the oldest clients sent them. */
  private static Map<String, Value> withQuery(Map<String, Value> body, Query query) {
    var own = query.ownNames();
    if (own.isEmpty()) {
      return body;
    }
    var fields = new HashMap<>(body);
    for (String name : List.of("name", "data", "channel", "socket_id", "info")) {
      putIfGiven(fields, name, query.get(name));
    }
    var channels = query.all("channels[]");
    if (channels.isEmpty()) {
      putIfGiven(fields, "channels", query.get("channels"));
    } else {
      var array = new JsonBytes(64);
      String comma = "[";
      for (String channel : channels) {
        array.ascii(comma).string(channel);
        comma = ",";
      }
      fields.putIfAbsent("channels", new Value(Kind.ARRAY, array.ascii("]").toString()));
    }
    return fields;
  }

  private static void putIfGiven(Map<String, Value> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.putIfAbsent(name, new Value(Kind.STRING, value));
    }
  }
}
