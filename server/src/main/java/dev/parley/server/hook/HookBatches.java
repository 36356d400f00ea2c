package dev.parley.server.hook;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.protocol.Utf8;
import dev.parley.channels.webhook.Delivery;
import dev.parley.channels.webhook.Webhooks;
import dev.parley.server.app.MessengerApp;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes signed requests of recorded events: one lane in its order, within a batch's bounds. */
final class HookBatches {
  private final Hooks hooks;
  private final Webhooks webhooks;
  private final Limits limits;

  /** A request and where it goes. */
  record Ready(Hook hook, Delivery delivery) {}

  HookBatches(Hooks hooks, Webhooks webhooks, Limits limits) {
    this.hooks = hooks;
    this.webhooks = webhooks;
    this.limits = limits;
  }

  /** What each hook wants of the events; what no hook wants any more is left out. */
  List<Ready> of(List<HookOutboxTable.Row> rows) {
    var ready = new ArrayList<Ready>();
    for (Hook hook : hooks.all()) {
      byLane(hook, rows)
          .forEach((lane, events) ->
              batches(events)
                  .forEach(batch -> ready.add(new Ready(hook, sign(hook, lane, batch)))));
    }
    return ready;
  }

  private SortedMap<Integer, List<String>> byLane(Hook hook, List<HookOutboxTable.Row> rows) {
    int lanes = limits.count(Limit.WEBHOOK_LANES);
    var byLane = new TreeMap<Integer, List<String>>();
    for (HookOutboxTable.Row row : rows) {
      if (HookEvent.of(row.kind()).filter(hook.events()::contains).isPresent()) {
        byLane.computeIfAbsent(row.lane() % lanes, _ -> new ArrayList<>()).add(row.body());
      }
    }
    return byLane;
  }

  private Delivery sign(Hook hook, int lane, List<String> batch) {
    return webhooks.sign(hooks.pair(), MessengerApp.ID, hook.endpoint(), lane, batch);
  }

  private List<List<String>> batches(List<String> events) {
    var batches = new ArrayList<List<String>>();
    List<String> batch = new ArrayList<>();
    long bytes = 0;
    for (String event : events) {
      long length = Utf8.length(event);
      boolean full =
          batch.size() >= limits.count(Limit.WEBHOOK_BATCH_EVENTS)
              || bytes + length > limits.get(Limit.WEBHOOK_BATCH_BYTES);
      if (full && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(event);
      bytes += length;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
