package dev.parley.server.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets right what the annotation processor makes of our records. Stateless. */
final class Schemas {
  private static final String REF = "#/components/schemas/";

  private Schemas() {}

  /** The name of a record in the document: neither nested nor with the words of our packages. */
  static String name(String given) {
    return given.replaceFirst("(?:Json|View|Controller)?\\.", "").replaceFirst("View$", "");
  }

  /** The same tree with references by our names and with one form of saying null. */
  static Object repaired(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> object(map);
      case List<?> list -> list.stream().map(Schemas::repaired).toList();
      case null -> "";
      default -> value;
    };
  }

  private static Object object(Map<?, ?> map) {
    var repaired = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> repaired.put(String.valueOf(key), repaired(value)));
    if (repaired.get("$ref") instanceof String ref && ref.startsWith(REF)) {
      repaired.put("$ref", REF + name(ref.substring(REF.length())));
    }
    if (repaired.get("properties") instanceof Map<?, ?> fields && fields.containsKey("caller")) {
      // it takes who asks for a field of a form
      repaired.remove("properties");
      repaired.remove("required");
    }
    if (repaired.get("type") instanceof List<?> types
        && types.contains("null")
        && !repaired.containsKey("additionalProperties")) {
      // the processor adds "object" to every nullable kind that is none
      repaired.put("type", types.stream().filter(type -> !type.equals("object")).toList());
    }
    if ("null".equals(repaired.get("type")) && repaired.containsKey("additionalProperties")) {
      repaired.put("type", List.of("object", "null")); // of maps it forgets the kind
    }
    if ("null".equals(repaired.get("type")) && repaired.get("allOf") instanceof List<?> one) {
      return nullable(one.getFirst());
    }
    return repaired;
  }

  private static Map<String, Object> nullable(Object reference) {
    var choice = new LinkedHashMap<String, Object>();
    var target = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) reference)
        .forEach((key, value) ->
            (key.equals("description") ? choice : target).put(String.valueOf(key), value));
    choice.put("oneOf", List.of(target, Map.of("type", "null")));
    return choice;
  }

  /** A record's schema with its fields as they are written. */
  static Map<String, Object> fields(Map<String, Object> schema) {
    var written = new LinkedHashMap<>(schema);
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      var renamed = new LinkedHashMap<String, Object>();
      properties.forEach((key, value) -> renamed.put(snake(String.valueOf(key)), value));
      written.put("properties", renamed);
    }
    if (schema.get("required") instanceof List<?> required) {
      var renamed = new ArrayList<String>();
      required.forEach(key -> renamed.add(snake(String.valueOf(key))));
      written.put("required", renamed);
    }
    return written;
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
