package dev.parley.server.hook;

import dev.parley.server.view.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hook as operators see it: neither the query of its URL nor any header's value, which may be
 * secret.
 *
 * @param headers their names
 * @param createdAt ISO 8601, UTC
 */
public record HookView(
    String id, String url, List<String> events, List<String> headers, String createdAt) {

  static HookView of(Hook hook) {
    String url = hook.endpoint().url().toString();
    int query = url.indexOf('?');
    return new HookView(
        Texts.id(hook.id()),
        query < 0 ? url : url.substring(0, query) + "?<hidden>",
        hook.events().stream().sorted().map(HookEvent::text).toList(),
        hook.endpoint().headers().keySet().stream().sorted().toList(),
        Texts.time(hook.createdAt()));
  }

  /** As the admin API writes it. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", id);
    tree.put("url", url);
    tree.put("events", events);
    tree.put("headers", headers);
    tree.put("created_at", createdAt);
    return tree;
  }

  /** From the admin API. */
  public static HookView of(Map<?, ?> tree) {
    return new HookView(
        String.valueOf(tree.get("id")),
        String.valueOf(tree.get("url")),
        texts(tree.get("events")),
        texts(tree.get("headers")),
        String.valueOf(tree.get("created_at")));
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
