package dev.parley.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that was found legal, with its data as the text that goes out. */
record Parcel(List<String> channels, String event, String data, @Nullable String socketId) {
  /** As an item of a batch, which names one channel. */
  Map<String, Object> item() {
    return with("channel", channels.getFirst());
  }

  /** As a request of its own. */
  Map<String, Object> whole() {
    return with("channels", channels);
  }

  private Map<String, Object> with(String field, Object to) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", event);
    fields.put(field, to);
    fields.put("data", data);
    if (socketId != null) {
      fields.put("socket_id", socketId);
    }
    return fields;
  }
}
