package dev.parley.server.apikey;

import dev.parley.messenger.apikey.ApiKey;
import dev.parley.messenger.apikey.Scope;
import dev.parley.server.view.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as operators see it. Times are ISO 8601, UTC.
 *
 * @param secrets how those that work begin, the newest first
 * @param lastUsedAt null if never
 */
public record KeyView(
    String id,
    String name,
    List<String> scopes,
    List<SecretView> secrets,
    String createdAt,
    @Nullable String lastUsedAt) {

  /**
   * The part of a secret that may be seen.
   *
   * @param expiresAt null: until it is replaced
   */
  public record SecretView(String prefix, @Nullable String expiresAt) {
    Map<String, Object> toTree() {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("prefix", prefix);
      putIfKnown(tree, "expires_at", expiresAt);
      return tree;
    }
  }

  static KeyView of(ApiKey key) {
    return new KeyView(
        Texts.id(key.id()),
        key.name(),
        key.scopes().stream().sorted().map(Scope::text).toList(),
        key.secrets().stream()
            .map(one -> new SecretView(one.prefix(), Texts.timeOrNull(one.expiresAt())))
            .toList(),
        Texts.time(key.createdAt()),
        Texts.timeOrNull(key.lastUsedAt()));
  }

  /** As the admin API writes it. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", id);
    tree.put("name", name);
    tree.put("scopes", scopes);
    tree.put("secrets", secrets.stream().map(SecretView::toTree).toList());
    tree.put("created_at", createdAt);
    putIfKnown(tree, "last_used_at", lastUsedAt);
    return tree;
  }

  /** From the admin API. */
  public static KeyView of(Map<?, ?> tree) {
    return new KeyView(
        String.valueOf(tree.get("id")),
        String.valueOf(tree.get("name")),
        items(tree, "scopes").stream().map(String::valueOf).toList(),
        items(tree, "secrets").stream()
            .map(one -> (Map<?, ?>) one)
            .map(one -> new SecretView(String.valueOf(one.get("prefix")), text(one, "expires_at")))
            .toList(),
        String.valueOf(tree.get("created_at")),
        text(tree, "last_used_at"));
  }

  private static List<?> items(Map<?, ?> tree, String name) {
    return tree.get(name) instanceof List<?> list ? list : List.of();
  }

  private static @Nullable String text(Map<?, ?> tree, String name) {
    return tree.get(name) instanceof String text ? text : null;
  }

  private static void putIfKnown(Map<String, Object> tree, String name, @Nullable String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }
}
