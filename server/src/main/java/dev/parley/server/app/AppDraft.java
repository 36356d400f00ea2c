package dev.parley.server.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants an app to be: a new one, or what is to change about one. Null and absent mean
 * as it is.
 *
 * @param id for a new app only; made up if absent
 * @param options option to value, named as in {@code parley.yml}; a null value means the default
 * @param limits limit to value likewise
 * @param webhooks what becomes of the list of webhooks
 */
public record AppDraft(
    @Nullable String id,
    @Nullable String name,
    @Nullable Boolean enabled,
    Map<String, Object> options,
    Map<String, Object> limits,
    Webhooks webhooks) {
  private static final String WEBHOOKS = "webhooks";
  private static final int LONGEST_NAME = 100;
  private static final Set<String> FIELDS =
      Set.of("id", "name", "enabled", "options", "limits", "webhooks");

  /** What becomes of the list of webhooks, which is changed as a whole. */
  public sealed interface Webhooks {
    /** It stays. */
    record Kept() implements Webhooks {}

    /** The app has none of its own any more, so that what the configuration says holds. */
    record Forgotten() implements Webhooks {}

    /** This list, each item as in {@code parley.yml}; an empty one means that nobody is told. */
    record Replaced(List<Object> list) implements Webhooks {
      public Replaced {
        list = List.copyOf(list);
      }
    }
  }

  /**
   * Reads a request.
   *
   * @throws AppRefused naming the first field that cannot be used
   */
  public static AppDraft of(Map<String, ?> tree) {
    for (String field : tree.keySet()) {
      if (!FIELDS.contains(field)) {
        throw AppRefused.invalid(
            field.length() <= 64 ? field : "?", "unknown field; expected one of " + fields());
      }
    }
    String id = text(tree, "id");
    if (id != null && !id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw AppRefused.invalid("id", "expected [A-Za-z0-9_-]{1,64}");
    }
    String name = text(tree, "name");
    if (name != null && (name.isBlank() || name.length() > LONGEST_NAME || hasControls(name))) {
      throw AppRefused.invalid("name", "expected 1..100 printable characters");
    }
    return new AppDraft(
        id, name, flag(tree), map(tree, "options"), map(tree, "limits"), webhooks(tree));
  }

  /** A draft that does nothing but turn the app on or off. */
  public static AppDraft enabled(boolean on) {
    return new AppDraft(null, null, on, Map.of(), Map.of(), new Webhooks.Kept());
  }

  /** For JSON. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    if (id != null) {
      tree.put("id", id);
    }
    if (name != null) {
      tree.put("name", name);
    }
    if (enabled != null) {
      tree.put("enabled", enabled);
    }
    tree.put("options", options);
    tree.put("limits", limits);
    switch (webhooks) {
      case Webhooks.Kept _ -> {}
      case Webhooks.Forgotten _ -> JsonTree.putNullable(tree, WEBHOOKS, null);
      case Webhooks.Replaced(var list) -> tree.put(WEBHOOKS, list);
    }
    return tree;
  }

  boolean changesSettings() {
    return !options.isEmpty() || !limits.isEmpty() || !(webhooks instanceof Webhooks.Kept);
  }

  /** The settings of an app with this draft laid over what it had. */
  Map<String, Object> over(Map<String, Object> before) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("options", merged(before.get("options"), options));
    settings.put("limits", merged(before.get("limits"), limits));
    Object list =
        switch (webhooks) {
          case Webhooks.Kept _ -> before.get(WEBHOOKS);
          case Webhooks.Forgotten _ -> null;
          case Webhooks.Replaced(var given) -> given;
        };
    if (list != null) {
      settings.put(WEBHOOKS, list);
    }
    return settings;
  }

  private static Map<String, Object> merged(@Nullable Object before, Map<String, Object> changes) {
    var merged = new LinkedHashMap<String, Object>();
    if (before instanceof Map<?, ?> map) {
      map.forEach((key, value) -> merged.put(String.valueOf(key), value));
    }
    merged.putAll(changes);
    merged.values().removeIf(value -> value == null || value.equals(""));
    return merged;
  }

  private static String fields() {
    return String.join(", ", FIELDS.stream().sorted().toList());
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static @Nullable String text(Map<String, ?> tree, String field) {
    return switch (tree.get(field)) {
      case null -> null;
      case String text -> text;
      default -> throw AppRefused.invalid(field, "expected a string");
    };
  }

  private static @Nullable Boolean flag(Map<String, ?> tree) {
    return switch (tree.get("enabled")) {
      case null -> null;
      case Boolean flag -> flag;
      default -> throw AppRefused.invalid("enabled", "expected true or false");
    };
  }

  private static Webhooks webhooks(Map<String, ?> tree) {
    if (!tree.containsKey(WEBHOOKS)) {
      return new Webhooks.Kept();
    }
    return switch (tree.get(WEBHOOKS)) {
      case null -> new Webhooks.Forgotten();
      case List<?> list when list.stream().allMatch(Map.class::isInstance) ->
          new Webhooks.Replaced(new ArrayList<>(list));
      default -> throw AppRefused.invalid(WEBHOOKS, "expected an array of objects, or null");
    };
  }

  private static Map<String, Object> map(Map<String, ?> tree, String field) {
    return switch (tree.get(field)) {
      case null -> Map.of();
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> JsonTree.putNullable(copy, String.valueOf(key), value));
        yield copy;
      }
      default -> throw AppRefused.invalid(field, "expected an object");
    };
  }
}
