package dev.parley.server.cli;

import dev.parley.server.user.UserRegistry;
import dev.parley.server.user.UserView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts of a running server, by its admin API. */
record RemoteUsers(AdminClient client) implements UserRegistry {
  private static final String USERS = "/api/admin/users";

  @Override
  public List<UserView> list(long after, int limit) {
    Map<String, Object> page =
        client.call("GET", USERS + "?after=" + after + "&limit=" + limit, null);
    return AdminClient.objects(page, "users").stream().map(UserView::of).toList();
  }

  @Override
  public Made create(
      String username,
      @Nullable String password,
      @Nullable String displayName,
      @Nullable String email) {
    var body = new LinkedHashMap<String, Object>();
    body.put("username", username);
    putIfGiven(body, "password", password);
    putIfGiven(body, "display_name", displayName);
    putIfGiven(body, "email", email);
    Map<String, Object> made = client.call("POST", USERS, body);
    return new Made(
        UserView.of(made), password == null ? String.valueOf(made.get("password")) : password);
  }

  private static void putIfGiven(Map<String, Object> body, String key, @Nullable String value) {
    if (value != null) {
      body.put(key, value);
    }
  }

  @Override
  public String resetToken(String username) {
    return String.valueOf(
        client.call("POST", path(username, "reset-token"), Map.of()).get("token"));
  }

  @Override
  public UserView setEnabled(String username, boolean enabled) {
    return UserView.of(
        client.call("POST", path(username, enabled ? "enable" : "disable"), Map.of()));
  }

  private static String path(String username, String action) {
    return USERS + "/" + AdminClient.segment(username) + "/" + action;
  }
}
