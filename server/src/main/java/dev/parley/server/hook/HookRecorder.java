package dev.parley.server.hook;

import dev.parley.messenger.Event;
import dev.parley.messenger.EventRecorder;
import dev.parley.messenger.Ids;
import dev.parley.server.app.JsonTree;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Writes down what hooks want to hear of, together with what it tells of. Thread-safe. */
@Singleton
final class HookRecorder implements EventRecorder {
  private final Hooks hooks;
  private final HookTexts texts;
  private final BeanProvider<Ids> ids;

  /** Takes a provider, because making ids needs transactions, which need this. */
  HookRecorder(Hooks hooks, JsonMapper json, BeanProvider<Ids> ids) {
    this.hooks = hooks;
    this.texts = new HookTexts(json);
    this.ids = ids;
  }

  @Override
  public void record(Handle handle, List<Event> events) {
    Set<HookEvent> wanted = hooks.wanted();
    if (wanted.isEmpty()) {
      return;
    }
    var rows = new ArrayList<HookOutboxTable.Row>();
    for (Event event : events) {
      texts.of(
          event,
          (kind, channel, userId, data) -> {
            if (wanted.contains(kind)) {
              long id = ids.get().next();
              var tree = new LinkedHashMap<String, Object>();
              tree.put("name", kind.text());
              tree.put("event_id", Long.toString(id));
              tree.put("channel", channel);
              if (userId != 0) {
                tree.put("user_id", Long.toString(userId));
              }
              tree.put("data", data.get());
              int lane = Long.hashCode(event.lane()) & Integer.MAX_VALUE;
              rows.add(new HookOutboxTable.Row(id, lane, kind.text(), JsonTree.write(tree)));
            }
          });
    }
    if (!rows.isEmpty()) {
      new HookOutboxTable(handle).add(rows);
    }
  }
}
