package dev.parley.server.cli;

import dev.parley.server.app.AppDraft;
import dev.parley.server.app.AppRegistry;
import dev.parley.server.app.AppView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The apps of a running server, by its admin API. What it refuses ends the command with its words.
 */
record RemoteApps(AdminClient client) implements AppRegistry {
  private static final String APPS = "/api/admin/apps";

  @Override
  public List<AppView> list() {
    var all = new ArrayList<AppView>();
    String after = "";
    while (after != null) {
      Map<String, Object> page =
          client.call(
              "GET", APPS + "?limit=1000" + (after.isEmpty() ? "" : "&after=" + after), null);
      if (page.get("apps") instanceof List<?> apps) {
        for (Object app : apps) {
          all.add(view(app));
        }
      }
      after = page.get("next") == null ? null : String.valueOf(page.get("next"));
    }
    return all;
  }

  @Override
  public AppView find(String id) {
    return view(client.call("GET", path(id.isEmpty() ? "~default" : id) + "/secrets", null));
  }

  @Override
  public AppView create(AppDraft draft) {
    return view(client.call("POST", APPS, draft.toTree()));
  }

  @Override
  public AppView change(String id, AppDraft draft) {
    return view(client.call("PATCH", path(id), draft.toTree()));
  }

  @Override
  public AppView.KeyView addKey(String id) {
    return AppView.KeyView.of(client.call("POST", path(id) + "/keys", Map.of()));
  }

  @Override
  public AppView retireKey(String id, String key) {
    return view(client.call("DELETE", path(id) + "/keys/" + segment(key), null));
  }

  @Override
  public void delete(String id) {
    client.call("DELETE", path(id), null);
  }

  private static String path(String id) {
    return APPS + "/" + segment(id);
  }

  private static String segment(String text) {
    if (!text.matches("[A-Za-z0-9_~-]{1,64}")) {
      throw new Failure("expected an id or key of [A-Za-z0-9_-]{1,64}");
    }
    return text;
  }

  private static AppView view(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return AppView.of(map);
    }
    throw new Failure("the server's answer cannot be read; is it of another version?");
  }
}
