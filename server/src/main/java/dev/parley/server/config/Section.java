package dev.parley.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the settings tree, read key by key. Whatever nobody asked for by the time of
 * {@link #end()} is an error, so that a misspelt key cannot go unnoticed.
 */
final class Section {
  /** Keys whose value may hold a secret, even when it is misplaced. */
  private static final Set<String> HIDDEN =
      Set.of(
          "secret",
          "keys",
          "apps",
          "default-app",
          "webhooks",
          "url",
          "headers",
          "admin-token",
          "token",
          "store",
          "password",
          "access-key",
          "secret-key",
          "smtp",
          "sign-in",
          "client-secret",
          "private-key",
          "push");

  private final String path;
  private final Map<String, Object> unread = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final Map<String, String> origins;

  /**
   * @param origins full key to where its value came from, for those not from the file
   */
  Section(String path, Map<?, ?> values, Map<String, String> origins) {
    this.path = path;
    this.origins = origins;
    values.forEach((key, value) -> {
      if (value != null && !"".equals(value)) {
        this.values.put(String.valueOf(key), value);
      }
      this.unread.put(String.valueOf(key), "");
    });
  }

  /** Whether the key is there with a value; an empty list is one. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key, String fallback) {
    String given = textOrNull(key);
    return given == null ? fallback : given;
  }

  @Nullable String textOrNull(String key) {
    Object value = take(key);
    if (value instanceof Map || value instanceof Collection) {
      throw error(key, "one value");
    }
    return value == null ? null : String.valueOf(value);
  }

  long number(String key, long fallback, long min, long max, String unit) {
    String given = textOrNull(key);
    if (given == null) {
      return fallback;
    }
    try {
      long number = Long.parseLong(given);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below, with the range
    }
    throw error(key, "%d..%d%s".formatted(min, max, unit));
  }

  boolean flag(String key, boolean fallback) {
    String given = textOrNull(key);
    return switch (given) {
      case null -> fallback;
      case "true" -> true;
      case "false" -> false;
      default -> throw error(key, "true or false");
    };
  }

  <E extends Enum<E>> E choice(String key, E fallback) {
    String given = textOrNull(key);
    if (given == null) {
      return fallback;
    }
    var names = new ArrayList<String>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(given)) {
        return constant;
      }
      names.add(name);
    }
    throw error(key, "one of " + String.join(", ", names));
  }

  /** A list; one text with commas counts as one, since that is how the environment says it. */
  List<String> texts(String key) {
    Object value = take(key);
    return switch (value) {
      case null -> List.of();
      case Map<?, ?> _ -> throw error(key, "a list");
      case Collection<?> items -> items.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(value).split("\\s*,\\s*"));
    };
  }

  /** A mapping whose keys are the operator's own, each with one text. */
  Map<String, String> pairs(String key) {
    Object value = take(key);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw error(key, "a mapping");
    }
    var pairs = new LinkedHashMap<String, String>();
    map.forEach((name, text) -> {
      if (text instanceof Map || text instanceof Collection) {
        throw error(key, "one text for each name");
      }
      pairs.put(String.valueOf(name), text == null ? "" : String.valueOf(text));
    });
    return pairs;
  }

  /** The mapping below {@code key}; an empty one if absent. */
  Section section(String key) {
    Object value = take(key);
    return switch (value) {
      case null -> new Section(path + "." + key, Map.of(), origins);
      case Map<?, ?> map -> new Section(path + "." + key, map, origins);
      default -> throw error(key, "a mapping");
    };
  }

  List<Section> sections(String key) {
    Object value = take(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> items)) {
      throw error(key, "a list");
    }
    var sections = new ArrayList<Section>();
    for (Object item : items) {
      String at = "%s.%s[%d]".formatted(path, key, sections.size());
      if (!(item instanceof Map<?, ?> map)) {
        throw new ConfigException(at + ": expected a mapping");
      }
      sections.add(new Section(at, map, origins));
    }
    return sections;
  }

  /** Says that no further key will be read. */
  void end() {
    for (String key : unread.keySet()) {
      throw new ConfigException(
          "%s.%s: unknown key%s; expected one of %s"
              .formatted(path, key, origin(key), String.join(", ", known)));
    }
  }

  ConfigException error(String key, String expected) {
    String given =
        switch (values.get(key)) {
          case null -> "nothing";
          case Map<?, ?> _ -> "a mapping";
          case Collection<?> _ -> "a list";
          default -> HIDDEN.contains(key) ? "something else (not shown)" : "" + values.get(key);
        };
    return new ConfigException(
        "%s.%s: expected %s, got %s%s".formatted(path, key, expected, given, origin(key)));
  }

  /** An error about the section as a whole. */
  ConfigException error(String message) {
    return new ConfigException(path + ": " + message);
  }

  /** An error whose message begins with the key that it is about. */
  ConfigException errorBelow(String message) {
    return new ConfigException(path + "." + message);
  }

  private String origin(String key) {
    String origin = origins.get(path + "." + key);
    return origin == null ? "" : " (from " + origin + ")";
  }

  private @Nullable Object take(String key) {
    known.add(key);
    unread.remove(key);
    return values.get(key);
  }
}
