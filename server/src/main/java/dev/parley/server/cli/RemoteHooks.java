package dev.parley.server.cli;

import dev.parley.server.hook.HookRegistry;
import dev.parley.server.hook.HookSecret;
import dev.parley.server.hook.HookView;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The messenger's webhooks of a running server, by its admin API. */
record RemoteHooks(AdminClient client) implements HookRegistry {
  private static final String WEBHOOKS = "/api/admin/webhooks";
  private static final String SECRETS = WEBHOOKS + "/secrets";

  @Override
  public List<HookView> list() {
    return AdminClient.objects(client.call("GET", WEBHOOKS, null), "webhooks").stream()
        .map(HookView::of)
        .toList();
  }

  @Override
  public HookView add(String url, List<String> events, Map<String, String> headers) {
    return HookView.of(
        client.call("POST", WEBHOOKS, Map.of("url", url, "events", events, "headers", headers)));
  }

  @Override
  public void remove(String id) {
    client.call("DELETE", WEBHOOKS + "/" + AdminClient.segment(id), null);
  }

  @Override
  public List<HookSecret> secrets() {
    return AdminClient.objects(client.call("GET", SECRETS, null), "secrets").stream()
        .map(HookSecret::of)
        .toList();
  }

  @Override
  public HookSecret rotate(Duration notice) {
    return HookSecret.of(
        client.call("POST", SECRETS + "/rotate", Map.of("notice_seconds", notice.toSeconds())));
  }
}
