package dev.parley.socketio.gateway;

import dev.parley.channels.protocol.Json;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what clients pass with an event; refuses what it cannot read by its name. */
final class Fields {
  private Fields() {}

  static Map<String, Json.Value> object(Json.@Nullable Value value, String name) {
    return Optional.ofNullable(value)
        .filter(given -> given.kind() == Json.Kind.OBJECT)
        .flatMap(given -> Json.object(given.text()))
        .orElseThrow(() -> invalid(name, "expected an object"));
  }

  static @Nullable String text(Json.@Nullable Value value, String name) {
    if (value == null || value.kind() == Json.Kind.NULL) {
      return null;
    }
    if (!value.isString()) {
      throw invalid(name, "expected a string");
    }
    return value.text();
  }

  /** An id, as a string of digits or as a number that JavaScript counts exactly. */
  static @Nullable Long id(Json.@Nullable Value value, String name) {
    if (value == null || value.kind() == Json.Kind.NULL) {
      return null;
    }
    boolean mayBe = value.isString() || value.kind() == Json.Kind.NUMBER;
    String text = value.text();
    if (!mayBe || !text.matches("[1-9]\\d{0,18}")) {
      throw invalid(name, "expected an id: a string of digits");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw invalid(name, "expected an id: a string of digits");
    }
  }

  static List<Json.Value> list(Json.@Nullable Value value, String name) {
    if (value == null || value.kind() == Json.Kind.NULL) {
      return List.of();
    }
    return Optional.of(value)
        .filter(given -> given.kind() == Json.Kind.ARRAY)
        .flatMap(given -> Json.array(given.text()))
        .orElseThrow(() -> invalid(name, "expected a list"));
  }

  static Refusal invalid(String name, String expected) {
    return Refusal.ofField(RefusalCode.INVALID_FIELD, name, expected);
  }
}
