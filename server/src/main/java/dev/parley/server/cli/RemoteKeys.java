package dev.parley.server.cli;

import dev.parley.server.apikey.KeyRegistry;
import dev.parley.server.apikey.KeyView;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The API keys of a running server, by its admin API. */
record RemoteKeys(AdminClient client) implements KeyRegistry {
  private static final String KEYS = "/api/admin/keys";

  @Override
  public List<KeyView> list() {
    return AdminClient.objects(client.call("GET", KEYS, null), "keys").stream()
        .map(KeyView::of)
        .toList();
  }

  @Override
  public Made create(String name, List<String> scopes) {
    return made(client.call("POST", KEYS, Map.of("name", name, "scopes", scopes)));
  }

  @Override
  public Made rotate(String id, Duration grace) {
    return made(
        client.call("POST", path(id) + "/rotate", Map.of("grace_seconds", grace.toSeconds())));
  }

  @Override
  public void revoke(String id) {
    client.call("DELETE", path(id), null);
  }

  private static Made made(Map<String, Object> tree) {
    return new Made(KeyView.of(tree), String.valueOf(tree.get("secret")));
  }

  private static String path(String id) {
    return KEYS + "/" + AdminClient.segment(id);
  }
}
