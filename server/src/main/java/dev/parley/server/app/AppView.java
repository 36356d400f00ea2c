package dev.parley.server.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An app as operators see it, on the command line and over HTTP alike. Immutable.
 *
 * @param isDefault whether it is used where none is named
 * @param readOnly whether it comes from the configuration
 * @param createdAt null for apps of the configuration
 * @param options every option's value, named as in {@code parley.yml}
 * @param limits the limits in which the app differs from the node
 * @param webhooks as in {@code parley.yml}, but of headers only the names, and of URLs no query
 * @param keys oldest first; the retired ones too
 */
public record AppView(
    String id,
    String name,
    boolean enabled,
    boolean isDefault,
    boolean readOnly,
    @Nullable Instant createdAt,
    Map<String, Object> options,
    Map<String, Object> limits,
    List<Object> webhooks,
    List<KeyView> keys) {

  public AppView {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    limits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    webhooks = List.copyOf(webhooks);
    keys = List.copyOf(keys);
  }

  /**
   * A key of an app.
   *
   * @param secret null unless it was asked for
   * @param createdAt null for keys of the configuration
   * @param retiredAt null while the key is accepted
   */
  public record KeyView(
      String key,
      @Nullable String secret,
      @Nullable Instant createdAt,
      @Nullable Instant retiredAt) {

    /** For JSON. */
    public Map<String, Object> toTree() {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("key", key);
      putIfThere(tree, "secret", secret);
      putIfThere(tree, "createdAt", createdAt);
      putIfThere(tree, "retiredAt", retiredAt);
      return tree;
    }

    /** From what {@link #toTree()} made. */
    public static KeyView of(Map<?, ?> tree) {
      return new KeyView(
          String.valueOf(tree.get("key")),
          read(tree, "secret", Function.identity()),
          read(tree, "createdAt", Instant::parse),
          read(tree, "retiredAt", Instant::parse));
    }

    @Override
    public String toString() {
      return "KeyView[" + key + "]";
    }
  }

  /** A copy that tells no secrets. */
  public AppView withoutSecrets() {
    List<KeyView> bare =
        keys.stream()
            .map(pair -> new KeyView(pair.key, null, pair.createdAt, pair.retiredAt))
            .toList();
    return withKeys(bare);
  }

  AppView withKeys(List<KeyView> changed) {
    return new AppView(
        id, name, enabled, isDefault, readOnly, createdAt, options, limits, webhooks, changed);
  }

  /** The keys that are accepted, oldest first. */
  public List<KeyView> activeKeys() {
    return keys.stream().filter(pair -> pair.retiredAt == null).toList();
  }

  /** For JSON. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", id);
    tree.put("name", name);
    tree.put("enabled", enabled);
    tree.put("default", isDefault);
    tree.put("readOnly", readOnly);
    putIfThere(tree, "createdAt", createdAt);
    tree.put("options", options);
    tree.put("limits", limits);
    tree.put("webhooks", webhooks);
    tree.put("keys", keys.stream().map(KeyView::toTree).toList());
    return tree;
  }

  /** From what {@link #toTree()} made. */
  public static AppView of(Map<?, ?> tree) {
    var keys = new ArrayList<KeyView>();
    if (tree.get("keys") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> pair) {
          keys.add(KeyView.of(pair));
        }
      }
    }
    return new AppView(
        String.valueOf(tree.get("id")),
        String.valueOf(tree.get("name")),
        Boolean.TRUE.equals(tree.get("enabled")),
        Boolean.TRUE.equals(tree.get("default")),
        Boolean.TRUE.equals(tree.get("readOnly")),
        read(tree, "createdAt", Instant::parse),
        map(tree.get("options")),
        map(tree.get("limits")),
        tree.get("webhooks") instanceof List<?> webhooks ? new ArrayList<>(webhooks) : List.of(),
        keys);
  }

  private static Map<String, Object> map(@Nullable Object value) {
    var map = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, inner) -> map.put(String.valueOf(key), inner));
    }
    return map;
  }

  private static void putIfThere(Map<String, Object> tree, String key, @Nullable Object value) {
    if (value != null) {
      tree.put(key, value.toString());
    }
  }

  private static <T> @Nullable T read(Map<?, ?> tree, String key, Function<String, T> reader) {
    Object value = tree.get(key);
    return value == null ? null : reader.apply(value.toString());
  }
}
