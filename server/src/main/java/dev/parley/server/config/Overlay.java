package dev.parley.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A settings tree onto which stronger sources are laid, remembering where values came from. */
final class Overlay {
  private final Map<String, Object> tree;
  private final Map<String, String> origins;

  Overlay(Map<String, Object> tree, Map<String, String> origins) {
    this.tree = tree;
    this.origins = origins;
  }

  /** Lays the file's mapping at the bottom. */
  void file(Map<?, ?> content) {
    content.forEach((key, value) -> tree.put(String.valueOf(key), copy(value)));
    tree.computeIfAbsent(SettingsReader.ROOT, _ -> new LinkedHashMap<>());
    if ("".equals(tree.get(SettingsReader.ROOT))) {
      tree.put(SettingsReader.ROOT, new LinkedHashMap<>());
    }
  }

  /** Sets one value, {@code a.b} meaning {@code b} in {@code a}; null or blank changes nothing. */
  @SuppressWarnings("unchecked") // copy() made every mapping below the root
  void put(String key, @Nullable String value, String origin) {
    if (value == null || value.isBlank()) {
      return;
    }
    Object at = tree.get(SettingsReader.ROOT);
    String[] steps = key.split("\\.", -1);
    for (int i = 0; i < steps.length - 1 && at instanceof Map; i++) {
      var map = (Map<String, Object>) at;
      if (map.get(steps[i]) == null || "".equals(map.get(steps[i]))) {
        map.put(steps[i], new LinkedHashMap<String, Object>());
      }
      at = map.get(steps[i]);
    }
    if (at instanceof Map) {
      ((Map<String, Object>) at).put(steps[steps.length - 1], value);
      origins.put(SettingsReader.ROOT + "." + key, origin);
    }
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((key, inner) -> copy.put(String.valueOf(key), copy(inner)));
    return copy;
  }
}
