package dev.parley.server.hook;

import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.server.app.JsonTree;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code event_hook}. Used inside one transaction. */
record HookTable(Handle handle) {
  /** All, oldest first; there are few. */
  List<Hook> all() {
    return handle
        .createQuery("select hook_id, url, events, headers, created_at from event_hook order by 1")
        .map((row, _) ->
            new Hook(
                row.getLong("hook_id"),
                new WebhookEndpoint(
                    URI.create(row.getString("url")),
                    Set.of(),
                    "",
                    "",
                    headers(row.getString("headers"))),
                events(row.getString("events")),
                row.getLong("created_at")))
        .list();
  }

  /** Adds one behind all others. */
  Hook insert(WebhookEndpoint endpoint, Set<HookEvent> events, long now) {
    long id =
        handle
            .createQuery(
                """
                insert into event_hook (hook_id, url, events, headers, created_at)
                values ((select coalesce(max(hook_id), 0) + 1 from event_hook),
                  :url, :events, :headers, :now)
                returning hook_id
                """)
            .bind("url", endpoint.url().toString())
            .bind(
                "events",
                events.stream().sorted().map(HookEvent::text).collect(Collectors.joining(" ")))
            .bind("headers", JsonTree.write(endpoint.headers()))
            .bind("now", now)
            .mapTo(Long.class)
            .one();
    return new Hook(id, endpoint, events, now);
  }

  boolean delete(long id) {
    return handle.execute("delete from event_hook where hook_id = ?", id) == 1;
  }

  private static Map<String, String> headers(String json) {
    var headers = new LinkedHashMap<String, String>();
    JsonTree.read(json).forEach((name, value) -> headers.put(name, String.valueOf(value)));
    return headers;
  }

  private static Set<HookEvent> events(String texts) {
    var events = EnumSet.noneOf(HookEvent.class);
    for (String text : texts.split(" ", -1)) {
      HookEvent.of(text).ifPresent(events::add);
    }
    return events;
  }
}
